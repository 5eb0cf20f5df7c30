// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractEventDispatcher>
#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

namespace hourglass::benchmark {

/// Times every turn of the event loop, as long as it is told to: all that it does, from waking up until it rests again.
class TimedApplication : public QApplication {
public:
    using QApplication::QApplication;

    /// @param painted  only turns in which this is painted count; null for all
    void measure(bool on, const QObject* painted = nullptr) {
        m_isMeasuring = on;
        m_painted = painted;
        m_turn = 0;
        if (!std::exchange(m_isListening, true))
            connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::aboutToBlock, this,
                    &TimedApplication::endTurn);
    }
    const std::vector<double>& milliseconds() const { return m_milliseconds; }
    std::vector<double> takeMilliseconds() { return std::exchange(m_milliseconds, {}); }

    bool notify(QObject* receiver, QEvent* event) override {
        // Other threads' events come through here as well.
        if (QThread::currentThread() != thread())
            return QApplication::notify(receiver, event);
        m_hasPainted = m_hasPainted || (receiver == m_painted && event->type() == QEvent::Paint);
        if (m_busy)
            return QApplication::notify(receiver, event);
        m_busy = true;
        QElapsedTimer timer;
        timer.start();
        const bool handled = QApplication::notify(receiver, event);
        m_turn += double(timer.nsecsElapsed()) / 1e6;
        m_busy = false;
        onHandled(*receiver, *event);
        return handled;
    }

protected:
    virtual void onHandled(const QObject&, const QEvent&) {}

private:
    void endTurn() {
        if (m_isMeasuring && m_turn > 0 && (!m_painted || m_hasPainted))
            m_milliseconds.push_back(m_turn);
        m_turn = 0;
        m_hasPainted = false;
    }

    std::vector<double> m_milliseconds;
    const QObject* m_painted = nullptr;
    double m_turn = 0;
    bool m_hasPainted = false;
    bool m_busy = false;
    bool m_isListening = false;
    bool m_isMeasuring = false;
};

/// Lets the event loop run.
inline void wait(std::chrono::milliseconds duration) {
    QEventLoop loop;
    QTimer::singleShot(duration, &loop, &QEventLoop::quit);
    loop.exec();
}

inline double quantile(std::vector<double> values, double share) {
    std::ranges::sort(values);
    return values.empty() ? 0 : values[std::size_t(share * double(values.size() - 1))];
}

} // namespace hourglass::benchmark
