// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Data.h"

#include <ATen/core/Tensor.h>

namespace hourglass {

/// What a layer makes of one sample, from black for its least number to white for its greatest: a vector as squares, row by
/// row, a picture's channels side by side, both in a block as near to square as may be; the last row may have black
/// gaps. Equal numbers are all black when they are 0 and grey otherwise. Channels are shrunk so that the block has at most
/// about 256 pixels a side; of more than 256 channels the first are shown.
/// @param activation  of `shape`, fp32
Image activationPicture(const at::Tensor& activation, const Shape& shape);

} // namespace hourglass
