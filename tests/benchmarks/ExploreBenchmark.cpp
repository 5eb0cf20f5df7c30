// SPDX-License-Identifier: GPL-3.0-or-later
// How long does it take from the hand that moves to the picture that was painted, in the real workspace Explore, at rest and
// while the network trains? Prints a table to standard error and one JSON object to standard output; exits 1 when a goal is
// missed.
#include "engine/api/Catalogues.h"
#include "engine/api/Runtime.h"
#include "tests/benchmarks/TimedApplication.h"
#include "ui/explore/CodePanel.h"
#include "ui/explore/DimensionSliders.h"
#include "ui/explore/ExploreWorkspace.h"
#include "ui/explore/PlanePanel.h"
#include "ui/session/Explorer.h"
#include "ui/session/TrainingController.h"
#include "ui/widgets/PictureView.h"
#include "ui/widgets/TileArea.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QMouseEvent>
#include <QSlider>
#include <QTemporaryDir>
#include <QWheelEvent>

#include <nlohmann/json.hpp>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string>

using namespace hourglass;
using namespace hourglass::ui;

namespace {

constexpr std::size_t Moves = 400;
constexpr std::size_t Changes = 60;
constexpr int Columns = 40;
constexpr std::chrono::milliseconds Hand(8); // between two moves: 125 a second, as most mice report
constexpr int Longest = 2000;                // ms; one that never comes is as bad as a slow one

/// Hears when a widget is painted.
class Painting : public QObject {
public:
    explicit Painting(QWidget& widget) { widget.installEventFilter(this); }
    bool isNew = false; ///< what it shows, since that was last cleared

    /// Turns the event loop until it was painted after `isNew`.
    double millisecondsSince(const QElapsedTimer& timer) {
        m_wasPainted = false;
        while (!m_wasPainted && timer.elapsed() < Longest)
            QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
        return double(timer.nsecsElapsed()) / 1e6;
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        m_wasPainted = m_wasPainted || (isNew && event->type() == QEvent::Paint);
        return QObject::eventFilter(watched, event);
    }

private:
    bool m_wasPainted = false;
};

/// The workspace with a network of that preset.
class Desk {
public:
    explicit Desk(const std::string& preset, bool trains)
        : m_explorer(m_controller)
        , m_workspace(m_explorer) {
        QObject::connect(&m_controller, &TrainingController::failed, [](const QString& message) {
            std::cerr << message.toStdString() << '\n';
            std::exit(1);
        });
        m_workspace.resize(1200, 900);
        m_workspace.show();
        m_controller.prepare(complete(withField(findPreset(preset).experiment, "training.epochs", "100000")));
        while (m_workspace.exploration().space().dimensions.empty() || m_workspace.exploration().code().empty())
            benchmark::wait(Hand);
        if (trains)
            m_controller.play();
        benchmark::wait(std::chrono::seconds(2)); // until caches and clocks have followed
    }
    ~Desk() { m_controller.stop(); }

    ExploreWorkspace& workspace() { return m_workspace; }

private:
    TrainingController m_controller;
    Explorer m_explorer;
    ExploreWorkspace m_workspace;
};

void send(QWidget& widget, QEvent::Type type, const QPointF& place, Qt::MouseButton button) {
    QMouseEvent event(type, place, widget.mapToGlobal(place), button,
                      type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&widget, &event);
}

/// The first slider is dragged to and fro.
std::vector<double> draggedSlider(Desk& desk) {
    auto* panel = desk.workspace().findChild<CodePanel*>();
    DimensionSliders& sliders = panel->sliders();
    auto* view = panel->findChild<PictureView*>();
    Painting painting(*view);
    // What was asked for earlier, by newer weights above all, is no answer.
    QObject::connect(panel, &CodePanel::decodedShown, &painting, [&](const std::vector<float>& code) {
        painting.isNew = code == desk.workspace().exploration().code();
    });
    const QRect track = sliders.trackOf(0);
    std::vector<double> milliseconds;
    send(*sliders.viewport(), QEvent::MouseButtonPress, track.center(), Qt::LeftButton);
    for (std::size_t move = 0; move < Moves; ++move) {
        benchmark::wait(Hand);
        const double x = track.left() + 20 + double(move * 7 % std::size_t(track.width() - 40));
        painting.isNew = false;
        QElapsedTimer timer;
        timer.start();
        send(*sliders.viewport(), QEvent::MouseMove, {x, double(track.center().y())}, Qt::NoButton);
        milliseconds.push_back(painting.millisecondsSince(timer));
    }
    send(*sliders.viewport(), QEvent::MouseButtonRelease, track.center(), Qt::LeftButton);
    return milliseconds;
}

/// Another part of the plane comes into sight, by the wheel.
std::vector<double> changedPlane(Desk& desk) {
    auto* panel = desk.workspace().findChild<PlanePanel*>();
    PlaneView& view = panel->view();
    panel->findChild<QSlider*>()->setValue(Columns);
    desk.workspace().tiles().toggleEnlarged("plane");
    view.setFixedSize(760, 740); // as many rows as columns
    Painting painting(*view.viewport());
    QObject::connect(panel, &PlanePanel::sheetShown, &painting,
                     [&](const PlaneRange& range) { painting.isNew = range == view.range(); });
    benchmark::wait(std::chrono::seconds(1));
    std::vector<double> milliseconds;
    const QPointF place = view.plotArea().center();
    for (std::size_t change = 0; change < Changes; ++change) {
        benchmark::wait(std::chrono::milliseconds(100));
        QWheelEvent turn(place, view.mapToGlobal(place), {}, {0, change % 2 == 0 ? 120 : -120}, Qt::NoButton, Qt::NoModifier,
                         Qt::NoScrollPhase, false);
        painting.isNew = false;
        QElapsedTimer timer;
        timer.start();
        QCoreApplication::sendEvent(view.viewport(), &turn);
        milliseconds.push_back(painting.millisecondsSince(timer));
    }
    return milliseconds;
}

struct Row {
    const char* id;
    const char* title;
    const char* preset;
    bool trains;
    double goal; ///< ms, for 99 of 100
    std::vector<double> (*measure)(Desk&);
};

constexpr std::array Rows{
    Row{"slider-dense", "slider to picture, dense", "digits-dense", false, 8, draggedSlider},
    Row{"slider-dense-training", "the same while it trains", "digits-dense", true, 16, draggedSlider},
    Row{"slider-convolutional", "slider to picture, convolutional", "digits-convolutional", false, 8, draggedSlider},
    Row{"slider-convolutional-training", "the same while it trains", "digits-convolutional", true, 16, draggedSlider},
    Row{"plane", "plane of 40 × 40 pictures", "digits-plane", false, 100, changedPlane},
    Row{"plane-training", "the same while it trains", "digits-plane", true, 100, changedPlane},
};

} // namespace

int main(int argc, char** argv) {
    initialiseRuntime();
    const QTemporaryDir data; // the user's own stay as they are
    qputenv("XDG_DATA_HOME", data.path().toLocal8Bit());
    const QApplication application(argc, argv);
    const std::string only = argc > 1 ? argv[1] : "";
    bool reached = true;
    nlohmann::ordered_json report = nlohmann::ordered_json::object();
    std::fprintf(stderr, "%-36s %6s %6s %7s %7s %7s\n", "ms from hand to picture", "goal", "moves", "median", "99 %",
                 "most");
    for (const Row& row : Rows) {
        if (!only.empty() && only != row.id)
            continue;
        Desk desk(row.preset, row.trains);
        const std::vector<double> times = row.measure(desk);
        const double median = benchmark::quantile(times, 0.5), most = benchmark::quantile(times, 0.99);
        std::fprintf(stderr, "%-36s %6.0f %6zu %7.1f %7.1f %7.1f\n", row.title, row.goal, times.size(), median, most,
                     benchmark::quantile(times, 1));
        report[row.id] = {{"goal", row.goal},
                          {"moves", times.size()},
                          {"milliseconds", {{"p50", median}, {"p99", most}, {"max", benchmark::quantile(times, 1)}}}};
        reached = reached && most <= row.goal;
    }
    std::cout << report.dump(2) << '\n';
    return reached ? 0 : 1;
}
