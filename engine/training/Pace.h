// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>

namespace hourglass {

/// Clock of one training: how fast it is, how long it has trained, and when looking at it is affordable.
class Pace {
public:
    using Clock = std::chrono::steady_clock;

    void beginStep() { m_begin = Clock::now(); }
    void endStep(std::int64_t samples);
    /// Of training time only, weighted towards about the last second; 0 before the first step.
    double samplesPerSecond() const { return m_recentSeconds > 0 ? m_recentSamples / m_recentSeconds : 0; }
    double trainingSeconds() const { return m_totalSeconds; }
    /// Counts training that was done before.
    void goOnFrom(double seconds, double samplesPerSecond) {
        m_totalSeconds = seconds;
        m_totalSamples = seconds * samplesPerSecond;
    }
    double meanSamplesPerSecond() const { return m_totalSeconds > 0 ? m_totalSamples / m_totalSeconds : 0; }

    /// Whether a snapshot may be taken now, so that all of them together stay below a twentieth of the training time
    /// and come at most 30 times a second.
    bool snapshotIsDue() const;
    void beginSnapshot() { m_begin = Clock::now(); }
    void endSnapshot();

private:
    double secondsSinceBegin() const { return std::chrono::duration<double>(Clock::now() - m_begin).count(); }

    Clock::time_point m_begin;
    double m_recentSamples = 0;
    double m_recentSeconds = 0;
    double m_totalSamples = 0;
    double m_totalSeconds = 0;
    double m_snapshotCost = 0;      ///< seconds of the last one
    double m_trainedAtSnapshot = 0; ///< training seconds when it was taken
};

} // namespace hourglass
