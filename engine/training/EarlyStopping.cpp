// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/EarlyStopping.h"

#include "engine/api/Error.h"

#include <cmath>

namespace hourglass {

std::optional<std::string> EarlyStopping::judge(double objective, std::int64_t epoch, Autoencoder& autoencoder) {
    if (objective < m_bestObjective) {
        m_bestObjective = objective;
        m_bestEpoch = epoch;
        if (m_patience > 0)
            m_bestWeights.keep(autoencoder);
        return std::nullopt;
    }
    if (m_patience == 0 || epoch - m_bestEpoch < m_patience)
        return std::nullopt;
    m_bestWeights.restore(autoencoder);
    return "Stopped early: the validation objective has not fallen for " + std::to_string(m_patience) +
           " epochs. The weights are those of epoch " + std::to_string(m_bestEpoch) + ", where it was lowest.";
}

void EarlyStopping::remember(StateArchive archive, const Autoencoder& autoencoder) {
    archive.real("best objective", m_bestObjective);
    archive.number("best epoch", m_bestEpoch);
    if (m_bestEpoch < 0 || std::isnan(m_bestObjective) || (m_bestEpoch == 0 && std::isfinite(m_bestObjective)))
        throw Error("the state of its early stopping is impossible");
    if (m_patience > 0 && m_bestEpoch > 0)
        m_bestWeights.remember(archive.within("best weights"), autoencoder);
}

void EarlyStopping::beginAgain(std::int64_t epoch) {
    m_bestObjective = std::numeric_limits<double>::infinity();
    m_bestEpoch = epoch;
}

} // namespace hourglass
