// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Planes.h"

#include <string>

namespace hourglass {

/// The contents of a JPEG file, with optimised Huffman tables. Values are clipped and rounded to 8 bits, and colours have
/// half the resolution. @param quality  1 to 100 @throws Error for a picture of more than 65,500 pixels on a side
std::string encodedJpeg(const Planes& picture, int quality);
/// @throws Error when the bytes are no JPEG file.
Planes decodedJpeg(const std::string& bytes);

} // namespace hourglass
