// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/layers/Layer.h"

#include <memory>

namespace hourglass {

// One function a file; Catalogue.cpp lists them.
std::unique_ptr<const Layer> makeDense();
std::unique_ptr<const Layer> makeConvolution();
std::unique_ptr<const Layer> makeTransposedConvolution();
std::unique_ptr<const Layer> makeMaxPooling();
std::unique_ptr<const Layer> makeAveragePooling();
std::unique_ptr<const Layer> makeUpsampling();
std::unique_ptr<const Layer> makePixelUnshuffle();
std::unique_ptr<const Layer> makePixelShuffle();
std::unique_ptr<const Layer> makeResidual();
std::unique_ptr<const Layer> makeUBlock();
std::unique_ptr<const Layer> makeBatchNormalisation();
std::unique_ptr<const Layer> makeLayerNormalisation();
std::unique_ptr<const Layer> makeDropout();
std::unique_ptr<const Layer> makeFlatten();
std::unique_ptr<const Layer> makeReshape();

} // namespace hourglass
