// SPDX-License-Identifier: GPL-3.0-or-later
// Drives the real window while it trains: how long is a turn of its event loop, and how much training does it cost?
// Prints one JSON object; exits 1 when a goal is missed.
#include "engine/api/Catalogues.h"
#include "engine/api/Runtime.h"
#include "engine/api/Training.h"
#include "ui/window/MainWindow.h"

#include <QAbstractEventDispatcher>
#include <QApplication>
#include <QElapsedTimer>
#include <QMouseEvent>
#include <QThread>
#include <QTimer>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <vector>

using namespace hourglass;

namespace {

constexpr double kFrameMilliseconds = 16;
constexpr double kGoalShortTurns = 0.99;
constexpr double kGoalThroughput = 0.85;

/// Times every turn of the event loop: all that it does, from waking up until it rests again.
class TimedApplication : public QApplication {
public:
    using QApplication::QApplication;

    /// From here on.
    void measure() {
        connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::aboutToBlock, this, [this] {
            if (m_turn > 0)
                m_milliseconds.push_back(m_turn);
            m_turn = 0;
        });
    }
    const std::vector<double>& milliseconds() const { return m_milliseconds; }

    bool notify(QObject* receiver, QEvent* event) override {
        // The training thread's events come through here as well.
        if (m_busy || QThread::currentThread() != thread())
            return QApplication::notify(receiver, event);
        m_busy = true;
        QElapsedTimer timer;
        timer.start();
        const bool handled = QApplication::notify(receiver, event);
        m_turn += double(timer.nsecsElapsed()) / 1e6;
        m_busy = false;
        return handled;
    }

private:
    std::vector<double> m_milliseconds;
    double m_turn = 0;
    bool m_busy = false;
};

/// A hand that never rests: moves the mouse over every part of the window, 60 times a second.
class Hand : public QObject {
public:
    explicit Hand(QWidget& window)
        : m_window(window) {
        connect(&m_timer, &QTimer::timeout, this, &Hand::move);
        m_timer.start(16);
    }

private:
    void move() {
        m_position += 37;
        const QPoint place(m_position % m_window.width(), (m_position / 7) % m_window.height());
        if (QWidget* child = m_window.childAt(place)) {
            const QPointF local = child->mapFrom(&m_window, place);
            QMouseEvent event(QEvent::MouseMove, local, m_window.mapToGlobal(place), Qt::NoButton, Qt::NoButton,
                              Qt::NoModifier);
            QApplication::sendEvent(child, &event);
        }
    }

    QWidget& m_window;
    QTimer m_timer;
    int m_position = 0;
};

Experiment endless() {
    return withField(findPreset("digits-dense").experiment, "training.epochs", "100000");
}

/// Samples a second of the same training without a window, as the command line runs it.
double throughputWithoutWindow(std::chrono::seconds duration) {
    class Watch : public TrainingObserver {
    public:
        Watch(TrainingControl& control, std::chrono::seconds duration)
            : m_control(control)
            , m_duration(duration) {}
        void onPrepared(const RunInfo&) override { m_begin = std::chrono::steady_clock::now(); }
        void onBatch(const BatchReport&) override {
            if (std::chrono::steady_clock::now() - m_begin > m_duration)
                m_control.stop();
        }

    private:
        TrainingControl& m_control;
        std::chrono::seconds m_duration;
        std::chrono::steady_clock::time_point m_begin;
    };
    TrainingControl control;
    Watch watch(control, duration);
    return train(endless(), watch, control).finished.metrics.samplesPerSecond;
}

double quantile(std::vector<double> values, double share) {
    std::ranges::sort(values);
    return values.empty() ? 0 : values[std::size_t(share * double(values.size() - 1))];
}

} // namespace

int main(int argc, char** argv) {
    initialiseRuntime();
    const std::chrono::seconds duration(argc > 1 ? std::max(1, std::atoi(argv[1])) : 30);
    const double alone = throughputWithoutWindow(duration);

    TimedApplication application(argc, argv);
    ui::MainWindow window(endless(), {});
    window.resize(1280, 800);
    window.show();
    auto& controller = window.session().controller();
    double withWindow = 0;
    QObject::connect(&controller, &ui::TrainingController::ended, &window, [&](const Finished& end) {
        withWindow = end.metrics.samplesPerSecond;
        QApplication::exit();
    });
    QObject::connect(&controller, &ui::TrainingController::failed, &window, [&](const QString& message) {
        std::cerr << message.toStdString() << '\n';
        QApplication::exit();
    });
    QObject::connect(&controller, &ui::TrainingController::baselineKnown, &window, [&] {
        application.measure();
        window.session().train();
        QTimer::singleShot(duration, &window, [&] { window.session().stop(); });
    });
    const Hand hand(window);
    QApplication::exec();
    const std::vector<double>& turns = application.milliseconds();

    const double shortTurns = double(std::ranges::count_if(turns, [](double t) { return t < kFrameMilliseconds; })) /
                              double(std::max<std::size_t>(1, turns.size()));
    const nlohmann::ordered_json report = {
        {"seconds", duration.count()},
        {"turns", turns.size()},
        {"turnsUnder16ms", shortTurns},
        {"turnMilliseconds", {{"p50", quantile(turns, 0.5)}, {"p99", quantile(turns, 0.99)}, {"max", quantile(turns, 1)}}},
        {"samplesPerSecond", {{"commandLine", alone}, {"window", withWindow}}},
        {"throughputKept", withWindow / alone}};
    std::cout << report.dump(2) << '\n';
    return shortTurns >= kGoalShortTurns && withWindow >= kGoalThroughput * alone ? 0 : 1;
}
