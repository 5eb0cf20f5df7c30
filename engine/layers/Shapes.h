// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Experiment.h"
#include "engine/api/Shape.h"

#include <string>

namespace hourglass {

/// @throws Error when `input` is a vector.
/// @param title  of the layer kind, for the message
void requirePicture(const std::string& title, const Shape& input);

/// How many places a window finds on `size` pixels with `padding` zeros at either end; at least 1.
/// @throws Error naming the parameter `key` when the window is larger than what it looks at.
std::int64_t windowPlaces(std::int64_t size, std::int64_t window, std::int64_t stride, std::int64_t padding,
                          const std::string& key);

/// `shape` with one number (or map) more for each class.
Shape withClasses(const Shape& shape, std::int64_t classes);

/// The layer that gives a vector, or a picture of as many elements, the shape of the picture `shape`.
LayerSpec reshapeTo(const Shape& shape);

/// The layer that brings any picture to the height and width of `shape`, by repeating pixels.
LayerSpec upsamplingTo(const Shape& shape);

} // namespace hourglass
