// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/data/Dataset.h"
#include "engine/variants/Autoencoder.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <optional>

namespace hourglass {

struct SupervisedOptions {
    std::int64_t classes = 2;
    std::int64_t epochs = 30;
    double learningRate = 1e-3; ///< at the start; falls to zero as a cosine
    std::int64_t seed = 1;
};

/// Trains encoder and code layer together with a linear layer to the classes on top of the code, by Adam on the
/// cross-entropy of clean samples (the fine-tuning of Vincent et al., JMLR 2010, section 3.5).
/// @param autoencoder  is changed: pass a copy
/// @param chosen       indices of the samples of data.training whose labels are known, int64
/// @param onward       is told how much is done, 0 … 1; false gives up
/// @return the error on data.validation; nothing when given up
std::optional<double> supervisedError(Autoencoder& autoencoder, const Dataset& data, const at::Tensor& chosen,
                                      const SupervisedOptions& options, const std::function<bool(double done)>& onward);

} // namespace hourglass
