// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Planes.h"
#include "engine/variants/ModelInternals.h"

#include <memory>

namespace hourglass {

// A network at work on pictures of other sizes than its samples have.

/// Sides of what it is given are multiples of it: halved four times at the most.
inline constexpr int kTileMultiple = 16;

/// Of the model's samples. @throws Error when they are no pictures of one or three channels
const Shape& pictureShape(const Model& model);

/// With the same weights, for samples of another size; null when a layer is bound to the size of its samples.
std::shared_ptr<Autoencoder> resized(const Model& model, std::int64_t height, std::int64_t width);
/// Whether resized() gives something.
bool slides(const Model& model);

/// As training would choose it, on this machine. A model that was trained in bf16 by hand must not be out of use on another.
Precision precisionInUse(const Model& model);

/// Of a tile. The larger, the less is computed twice, but a few outputs of layers have to lie in memory.
int tileSide(const Autoencoder& autoencoder);

/// As a batch of one, which shares the values.
at::Tensor batchOf(const Planes& picture);

/// A rectangle that may reach beyond the picture, which is reflected at its borders.
Planes cutOut(const Planes& picture, int left, int top, int width, int height);

} // namespace hourglass
