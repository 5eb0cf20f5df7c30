// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Data.h"

#include <ATen/core/Tensor.h>

namespace hourglass {

// Data from elsewhere, brought to the shape of a network's samples: see openAlbum().

/// A picture as a sample of `shape`, which is a picture's, in [0, 1]. What sticks out of its proportions is cut off.
/// @throws Error when there is no picture
at::Tensor toSample(const Image& picture, const Shape& shape);

} // namespace hourglass
