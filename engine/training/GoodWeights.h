// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/variants/Autoencoder.h"

#include <vector>

namespace hourglass {

/// A copy of weights and running statistics to go back to.
class GoodWeights {
public:
    void keep(const Autoencoder& autoencoder);
    void restore(Autoencoder& autoencoder) const;
    void remember(StateArchive archive, const Autoencoder& autoencoder);

private:
    std::vector<at::Tensor> m_copies;
};

/// Whether every weight and running statistic is a finite number.
bool hasFiniteWeights(const Autoencoder& autoencoder);

} // namespace hourglass
