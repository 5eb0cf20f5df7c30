// SPDX-License-Identifier: GPL-3.0-or-later
// Drives the real window while it trains: how long is a turn of its event loop, and how much training does it cost?
// Prints one JSON object; exits 1 when a goal is missed.
#include "engine/api/Catalogues.h"
#include "engine/api/Runtime.h"
#include "engine/api/Training.h"
#include "tests/benchmarks/TimedApplication.h"
#include "ui/window/MainWindow.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QMouseEvent>
#include <QTemporaryDir>
#include <QTimer>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <functional>
#include <future>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

#include <unistd.h>

using namespace hourglass;
using benchmark::quantile;
using benchmark::TimedApplication;
using benchmark::wait;

namespace {

constexpr double kFrameMilliseconds = 16;
constexpr double kGoalShortTurns = 0.99;
constexpr double kGoalThroughput = 0.9;

/// Since this process was made.
double secondsSinceStart() {
    std::ifstream stat("/proc/self/stat");
    std::string skipped;
    std::getline(stat, skipped, ')'); // the name may hold spaces
    long long ticks = 0;
    for (int field = 3; field < 22; ++field)
        stat >> skipped;
    stat >> ticks;
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return double(now.tv_sec) + 1e-9 * double(now.tv_nsec) - double(ticks) / double(sysconf(_SC_CLK_TCK));
}

/// Also tells how long it took until there was a window.
class WindowApplication : public TimedApplication {
public:
    using TimedApplication::TimedApplication;

    /// From the start of the process to the first painted window.
    double secondsToWindow() const { return m_secondsToWindow; }

protected:
    void onHandled(const QObject& receiver, const QEvent& event) override {
        if (m_secondsToWindow == 0 && receiver.isWindowType() && event.type() == QEvent::Expose)
            m_secondsToWindow = secondsSinceStart();
    }

private:
    double m_secondsToWindow = 0;
};

/// A hand that never rests: moves the mouse over every part of the window, 60 times a second.
class Hand : public QObject {
public:
    explicit Hand(QWidget& window)
        : m_window(window) {
        connect(&m_timer, &QTimer::timeout, this, &Hand::move);
    }
    void start() { m_timer.start(16); }
    void rest() { m_timer.stop(); }

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

/// The same training without a window, as the command line runs it; paused until told otherwise.
class TrainingAlone : public TrainingObserver {
public:
    TrainingAlone() {
        m_control.pause();
        m_thread = std::thread([this] { train(endless(), *this, m_control); });
        m_prepared.get_future().wait();
    }
    ~TrainingAlone() override {
        m_control.stop();
        m_thread.join();
    }
    TrainingControl& control() { return m_control; }
    std::int64_t steps() const { return m_steps; }

    void onBaseline(double, std::int64_t) override { m_prepared.set_value(); }
    void onBatch(const BatchReport& batch) override { m_steps = batch.step; }

private:
    TrainingControl m_control;
    std::promise<void> m_prepared;
    std::atomic<std::int64_t> m_steps = 0;
    std::thread m_thread;
};

/// Seconds of a processor that this thread has used.
double secondsOfThread() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) + 1e-9 * double(time.tv_nsec);
}

/// What `steps` counts up by in a second while the event loop runs.
double stepsPerSecond(std::chrono::milliseconds duration, const std::function<std::int64_t()>& steps) {
    const std::int64_t before = steps();
    QElapsedTimer timer;
    timer.start();
    wait(duration);
    return double(steps() - before) * 1000 / double(timer.elapsed());
}

} // namespace

int main(int argc, char** argv) {
    initialiseRuntime();
    const int seconds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 30;
    const QTemporaryDir data; // the user's own history stays as it is
    qputenv("XDG_DATA_HOME", data.path().toLocal8Bit());
    WindowApplication application(argc, argv);
    ui::MainWindow window(endless(), {});
    window.resize(1280, 800);
    window.show();
    ui::TrainingSession& session = window.session();
    QObject::connect(&session.controller(), &ui::TrainingController::failed, &window, [](const QString& message) {
        std::cerr << message.toStdString() << '\n';
        std::exit(1);
    });
    QEventLoop untilReady;
    QObject::connect(&session.controller(), &ui::TrainingController::baselineKnown, &untilReady, &QEventLoop::quit);
    untilReady.exec();
    TrainingAlone alone;
    Hand hand(window);

    // In turns, because a machine with other guests is faster in one minute and slower in the next.
    constexpr int turnsOfEach = 6;
    constexpr std::chrono::milliseconds settling(500); // until caches and clocks have followed
    const std::chrono::milliseconds duration(seconds * 1000 / turnsOfEach);
    std::vector<double> withWindow, without, kept;
    double secondsOfWindow = 0;
    for (int turn = 0; turn < turnsOfEach; ++turn) {
        alone.control().resume();
        wait(settling);
        without.push_back(stepsPerSecond(duration, [&] { return alone.steps(); }));
        alone.control().pause();

        session.train();
        hand.start();
        wait(settling);
        application.measure(true);
        const double used = secondsOfThread();
        withWindow.push_back(stepsPerSecond(duration, [&] { return session.controller().stepsDone(); }));
        secondsOfWindow += secondsOfThread() - used;
        application.measure(false);
        hand.rest();
        session.pause();
        wait(settling);
        kept.push_back(withWindow.back() / without.back());
    }

    const std::vector<double>& turns = application.milliseconds();
    const double shortTurns = double(std::ranges::count_if(turns, [](double t) { return t < kFrameMilliseconds; })) /
                              double(std::max<std::size_t>(1, turns.size()));
    const auto batchSize = double(endless().training.integer("batchSize"));
    const double throughputKept = quantile(kept, 0.5);
    const nlohmann::ordered_json report = {
        {"secondsToWindow", application.secondsToWindow()},
        {"seconds", seconds},
        {"turns", turns.size()},
        {"turnsUnder16ms", shortTurns},
        {"turnMilliseconds", {{"p50", quantile(turns, 0.5)}, {"p99", quantile(turns, 0.99)}, {"max", quantile(turns, 1)}}},
        {"shareOfACore", secondsOfWindow / seconds},
        {"samplesPerSecond",
         {{"commandLine", batchSize * quantile(without, 0.5)}, {"window", batchSize * quantile(withWindow, 0.5)}}},
        {"throughputKept", {{"median", throughputKept}, {"min", quantile(kept, 0)}, {"max", quantile(kept, 1)}}}};
    std::cout << report.dump(2) << '\n';
    return shortTurns >= kGoalShortTurns && throughputKept >= kGoalThroughput ? 0 : 1;
}
