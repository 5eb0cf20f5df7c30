// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Planes.h"

#include <cstddef>
#include <string>

namespace hourglass {

/// The contents of a JPEG file, with optimised Huffman tables. Values are clipped and rounded to 8 bits, and colours have
/// half the resolution. @param quality  1 to 100 @throws Error for a picture of more than 65,500 pixels on a side
std::string encodedJpeg(const Planes& picture, int quality);
/// @throws Error when the bytes are no JPEG file.
Planes decodedJpeg(const std::string& bytes);

struct JpegAtBytes {
    Planes picture; ///< as it comes out of the file
    std::size_t bytes = 0;
    int quality = 1;
};

/// The best JPEG that is not larger than `most` bytes; where there is none, the smallest.
JpegAtBytes jpegAtBytes(const Planes& picture, std::size_t most);

} // namespace hourglass
