// SPDX-License-Identifier: GPL-3.0-or-later
// How long does a chart take for a frame, from hearing what is new to having painted it, while a training runs?
// Prints a table to standard error and one JSON object to standard output; exits 1 when a goal is missed.
#include "engine/api/Catalogues.h"
#include "engine/api/Error.h"
#include "engine/api/Runtime.h"
#include "tests/benchmarks/TimedApplication.h"
#include "ui/charts/LatentPlot.h"
#include "ui/charts/LossChart.h"
#include "ui/charts/LossPlot.h"
#include "ui/design/DesignPanel.h"
#include "ui/design/HourglassView.h"
#include "ui/session/PreviewRunner.h"
#include "ui/session/TrainingController.h"
#include "ui/session/TrainingSession.h"
#include "ui/train/LatentPanel.h"

#include <QTemporaryDir>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

using namespace hourglass;
using namespace hourglass::ui;
using benchmark::TimedApplication;

namespace {

constexpr std::size_t Frames = 300; // at the least
constexpr std::size_t Edits = 100;
constexpr int LongestPreview = 2000; // ms
constexpr std::chrono::milliseconds FrameTime(33);
constexpr QSize TileSize(640, 480);

/// On Fashion-MNIST where it is installed, else on the embedded digits; more epochs than anyone waits for.
Experiment endless() {
    const Experiment digits = withField(findPreset("digits-dense").experiment, "training.epochs", "100000");
    try {
        const Experiment clothes = complete(withField(digits, "dataset.kind", "fashion-mnist"));
        describeDataset(clothes.dataset);
        return clothes;
    } catch (const Error&) {
        return complete(digits);
    }
}

/// A training that goes on in the background.
class Training {
public:
    Training() {
        QObject::connect(&m_controller, &TrainingController::failed, [](const QString& message) {
            std::cerr << message.toStdString() << '\n';
            std::exit(1);
        });
        QObject::connect(&m_controller, &TrainingController::snapshotTaken,
                         [this](const Snapshot& snapshot) { m_map = snapshot.latent; });
        Watch watch;
        watch.latent.samples = LatentWatch::MostSamples;
        m_controller.setWatch(watch);
        m_controller.prepare(endless());
        m_controller.play();
        while (!m_map || m_map->x.empty())
            benchmark::wait(FrameTime);
        fill(*m_map);
        m_points = *m_map;
        m_controller.setWatch({}); // what making a map costs is the training's business, not the window's
    }
    ~Training() { m_controller.stop(); }

    const RunInfo& info() const { return *m_controller.runInfo(); }
    /// As many points as a map can have.
    const LatentMap& points() const { return m_points; }

private:
    /// With real points, over and over where the data have fewer.
    static void fill(LatentMap& map) {
        const std::size_t real = map.x.size();
        for (std::size_t i = real; i < std::size_t(LatentWatch::MostSamples); ++i) {
            map.x.push_back(map.x[i - real]);
            map.y.push_back(map.y[i - real]);
            map.labels.push_back(map.labels[i - real]);
        }
    }

    TrainingController m_controller;
    std::optional<LatentMap> m_map;
    LatentMap m_points;
};

/// Shows the widget and lets `advance` bring something new again and again, until there were enough frames.
/// @param painted  whose painting ends a frame
std::vector<double> framesOf(TimedApplication& application, QWidget& widget, const QObject& painted,
                             std::chrono::milliseconds interval, const std::function<void()>& advance) {
    widget.resize(TileSize);
    widget.show();
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, advance);
    timer.start(interval);
    benchmark::wait(std::chrono::seconds(1)); // until caches and clocks have followed
    application.measure(true, &painted);
    while (application.milliseconds().size() < Frames)
        benchmark::wait(FrameTime);
    application.measure(false);
    return application.takeMilliseconds();
}

/// 70,000 points that never come to rest.
std::vector<double> movingPoints(TimedApplication& application, Training& training) {
    QApplication::setEffectEnabled(Qt::UI_General, true);
    LatentPanel panel;
    panel.begin(training.info());
    LatentMap here = training.points(), there = here;
    for (std::size_t i = 0; i < there.x.size(); ++i) { // turned by a sixth of a circle
        there.x[i] = 0.5F * here.x[i] - 0.866F * here.y[i];
        there.y[i] = 0.866F * here.x[i] + 0.5F * here.y[i];
    }
    bool isHere = false;
    return framesOf(application, panel, *panel.findChild<LatentPlot*>()->viewport(), std::chrono::milliseconds(250),
                    [&] { panel.showMap((isHere = !isHere) ? here : there); });
}

/// The same with the shading, a selection, a pick, and the pointer on a sample.
std::vector<double> everythingOn(TimedApplication& application, Training& training) {
    QApplication::setEffectEnabled(Qt::UI_General, true);
    LatentPanel panel;
    panel.begin(training.info());
    LatentMap here = training.points(), there = here;
    std::ranges::reverse(there.x);
    here.neighboursOf = there.neighboursOf = 0;
    for (int i = 1; i <= 12; ++i)
        here.neighbours.push_back({i * 1000, double(i)});
    there.neighbours = here.neighbours;
    auto* plot = panel.findChild<LatentPlot*>();
    panel.showMap(here);
    plot->setDensityShown(true);
    plot->pick(0);
    std::vector<int> third;
    for (int i = 0; i < LatentWatch::MostSamples; i += 3)
        third.push_back(i);
    plot->select(third);
    plot->pointAt(1);
    bool isHere = false;
    return framesOf(application, panel, *plot->viewport(), std::chrono::milliseconds(250),
                    [&] { panel.showMap((isHere = !isHere) ? here : there); });
}

/// 100,000 points of each line, and some more in each frame.
std::vector<double> growingLoss(TimedApplication& application, Training& training) {
    LossChart chart;
    chart.begin(training.info());
    std::int64_t step = 0;
    const auto batches = [&](int count) {
        std::vector<BatchReport> reports;
        for (int i = 0; i < count; ++i) {
            BatchReport report;
            report.step = ++step;
            report.objective = 80 + 1e5 / double(step + 500) + double(step * 7919 % 101) / 20;
            report.terms = {{"BCE", report.objective - 5, 1, "nats"}, {"KL", 5, 1, "nats"}};
            reports.push_back(report);
        }
        return reports;
    };
    chart.addBatches(batches(100'000));
    return framesOf(application, chart, *chart.findChild<LossPlot*>()->viewport(), FrameTime,
                    [&] { chart.addBatches(batches(10)); });
}

LayerSpec dense(std::int64_t units) {
    return {"dense", {{"units", units}}};
}

/// 20 layers of falling size, mirrored.
NetworkSpec fortyLayers(std::int64_t widest) {
    NetworkSpec network{{}, {"vector", 8, "none"}, true, {}};
    for (std::int64_t i = 0; i < 20; ++i)
        network.encoder.push_back(dense(widest - 20 * i));
    return network;
}

/// Forty layers whose sizes change, so that every bar glides to another width, each with what it makes of a sample.
std::vector<double> glidingBars(TimedApplication& application, Training& training) {
    QApplication::setEffectEnabled(Qt::UI_General, true);
    const Album& album = *training.info().album;
    Experiment experiment = complete(training.info().experiment);
    DesignPanel panel;
    bool isWide = false;
    std::array<Preview, 2> previews;
    for (const bool wide : {false, true}) {
        experiment.network = fortyLayers(wide ? 800 : 440);
        previews[wide] = preview(experiment, album, 0);
    }
    return framesOf(application, panel, *panel.findChild<HourglassView*>(), std::chrono::milliseconds(250), [&] {
        const NetworkSpec network = fortyLayers((isWide = !isWide) ? 800 : 440);
        panel.setNetwork(network, inspect(network, album.info().sampleShape));
        panel.setPreview(previews[isWide], 0);
    });
}

/// From an edit of the default network to the preview of what it has become, in another window than the one that trains.
std::vector<double> previewsAfterEdits(TimedApplication&, Training&) {
    TrainingSession session(defaultExperiment());
    PreviewRunner runner(session);
    QElapsedTimer sinceEdit;
    std::vector<double> milliseconds;
    QObject::connect(&runner, &PreviewRunner::previewed, &runner, [&](const Preview& preview) {
        if (!sinceEdit.isValid() || preview.output.empty())
            return;
        milliseconds.push_back(double(sinceEdit.nsecsElapsed()) / 1e6);
        sinceEdit.invalidate();
    });
    session.reset();
    while (session.controller().state() != TrainingController::State::Ready)
        benchmark::wait(FrameTime);
    for (std::int64_t edit = 0; milliseconds.size() < Edits; ++edit) {
        benchmark::wait(std::chrono::milliseconds(100));
        Experiment experiment = session.editor().experiment();
        experiment.network.encoder[1] = dense(100 + edit % 50);
        sinceEdit.start();
        session.editor().edit("Set units", complete(experiment));
        while (sinceEdit.isValid() && sinceEdit.elapsed() < LongestPreview) // one that never comes is as bad as a slow one
            benchmark::wait(std::chrono::milliseconds(1));
        if (sinceEdit.isValid())
            milliseconds.push_back(LongestPreview);
        sinceEdit.invalidate();
    }
    return milliseconds;
}

struct Row {
    const char* id;
    const char* title;
    double goal; ///< ms, for 99 of 100 frames
    std::vector<double> (*frames)(TimedApplication&, Training&);
};

constexpr std::array Rows{
    Row{"latent", "70,000 moving points", 16, movingPoints},
    Row{"latent-all", "the same, shaded, selected, picked, hovered", 16, everythingOn},
    Row{"loss", "100,000 steps of loss", 8, growingLoss},
    Row{"designer", "40 gliding layers with previews", 8, glidingBars},
    Row{"preview", "from an edit to its preview", 50, previewsAfterEdits},
};

} // namespace

int main(int argc, char** argv) {
    initialiseRuntime();
    const QTemporaryDir data; // the user's own stay as they are
    qputenv("XDG_DATA_HOME", data.path().toLocal8Bit());
    TimedApplication application(argc, argv);
    const std::string only = argc > 1 ? argv[1] : "";
    if (argc > 1 && std::ranges::find(Rows, only, &Row::id) == Rows.end()) {
        std::cerr << "Usage: frame_benchmark [latent|latent-all|loss|designer|preview]\n";
        return 2;
    }
    Training training;
    bool reached = true;
    nlohmann::ordered_json report = nlohmann::ordered_json::object();
    std::fprintf(stderr, "%-44s %6s %7s %7s %7s %7s\n", "ms a frame", "goal", "frames", "median", "99 %", "most");
    for (const Row& row : Rows) {
        if (!only.empty() && only != row.id)
            continue;
        const std::vector<double> frames = row.frames(application, training);
        const double median = benchmark::quantile(frames, 0.5), most = benchmark::quantile(frames, 0.99);
        std::fprintf(stderr, "%-44s %6.0f %7zu %7.1f %7.1f %7.1f\n", row.title, row.goal, frames.size(), median, most,
                     benchmark::quantile(frames, 1));
        report[row.id] = {{"goal", row.goal},
                          {"frames", frames.size()},
                          {"milliseconds", {{"p50", median}, {"p99", most}, {"max", benchmark::quantile(frames, 1)}}}};
        reached = reached && most <= row.goal;
    }
    std::cout << report.dump(2) << '\n';
    return reached ? 0 : 1;
}
