// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/layers/Layer.h"

namespace hourglass {

/// A dense layer that uses the transpose of another one's weights, and has only a bias of its own. Both learn together: the
/// gradient that reaches the weights is the sum of both uses (Vincent et al., ICML 2008; Rifai et al., ICML 2011).
/// @param weight  of the other layer: its units × its inputs; it stays the other layer's parameter
std::shared_ptr<LayerModule> tiedDense(const at::Tensor& weight);

} // namespace hourglass
