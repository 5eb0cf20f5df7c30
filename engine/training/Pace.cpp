// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/Pace.h"

#include <algorithm>
#include <cmath>

namespace hourglass {

void Pace::endStep(std::int64_t samples) {
    const double seconds = secondsSinceBegin();
    const double fading = std::exp(-seconds);
    m_recentSamples = fading * m_recentSamples + double(samples);
    m_recentSeconds = fading * m_recentSeconds + seconds;
    m_totalSamples += double(samples);
    m_totalSeconds += seconds;
}

bool Pace::snapshotIsDue() const {
    const double rest = std::max(20 * m_snapshotCost, 1.0 / 30);
    return m_totalSeconds - m_trainedAtSnapshot >= rest;
}

void Pace::endSnapshot() {
    // That of the untrained network also loads what all others find ready: it says nothing of what they cost.
    m_snapshotCost = m_totalSeconds > 0 ? secondsSinceBegin() : 0;
    m_trainedAtSnapshot = m_totalSeconds;
}

} // namespace hourglass
