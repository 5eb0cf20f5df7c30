// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/training/GoodWeights.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>

namespace hourglass {

/// Remembers the epoch whose validation objective was lowest, and its weights.
class EarlyStopping {
public:
    /// @param patience  epochs without a lower objective after which training ends; 0 for never
    explicit EarlyStopping(std::int64_t patience)
        : m_patience(patience) {}

    /// @param epoch  counted from 1
    /// @return why training ends here, a sentence; the weights are then those of the best epoch
    std::optional<std::string> judge(double objective, std::int64_t epoch, Autoencoder& autoencoder);
    /// From `epoch` on objectives are those of another task.
    void beginAgain(std::int64_t epoch);
    void remember(StateArchive archive, const Autoencoder& autoencoder);

private:
    std::int64_t m_patience;
    double m_bestObjective = std::numeric_limits<double>::infinity();
    std::int64_t m_bestEpoch = 0;
    GoodWeights m_bestWeights;
};

} // namespace hourglass
