// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Photograph.h"

#include <string>

namespace hourglass {

/// A TIFF file as it is stored, before it is turned upright and without metadata. OpenCV would multiply colours by alpha,
/// and turn some pictures itself. Grey and colour of 8 and 16 bits come as they are; palettes, luminance with colour
/// differences and 1 to 4 bits as 8 bits.
/// @throws Error as loadPhotograph()
Photograph readTiff(const std::string& path);

/// The contents of a TIFF file without metadata, packed without loss. @throws Error when memory is short
std::string tiffFile(const Photograph& photograph);

} // namespace hourglass
