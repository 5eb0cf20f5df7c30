// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Figure.h"
#include "engine/variants/Autoencoder.h"

#include <ATen/core/Tensor.h>

#include <cstddef>
#include <string>
#include <vector>

namespace hourglass {

/// A layer of a network, and what it makes of samples.
struct LayerAtWork {
    NetworkPart part = NetworkPart::Encoder;
    std::size_t index = 0; ///< inside its part
    at::Tensor watched;    ///< shape of its output: of the sample that is watched
    at::Tensor measured;   ///< N × shape of its output: of validation samples
};

/// The stack that the layer stands in.
Stack& stackOf(const Autoencoder& autoencoder, NetworkPart part);

/// Whether the layer hands the numbers of its input on as they are, in use.
bool isPassage(const LayerReport& layer);
/// Whether the layer's output is the reconstruction itself.
bool makesTheSample(const NetworkReport& network, NetworkPart part, std::size_t index);

/// What the layer looks for, or what it paints with: M × channels × height × width, or M × the sample's shape. Kernels of a
/// convolution; the weights of a dense layer that sees the sample itself, or makes it. Undefined for others.
at::Tensor filtersOf(const Autoencoder& autoencoder, NetworkPart part, std::size_t index);

/// See Inside::figures.
std::vector<Figure> layerFigures(const Autoencoder& autoencoder, const LayerAtWork& layer, const std::string& title);

} // namespace hourglass
