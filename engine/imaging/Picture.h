// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Data.h"

#include <cstdint>
#include <string>

namespace hourglass {

struct PictureSize {
    std::int64_t width = 0;
    std::int64_t height = 0;
};

/// How a picture comes to another size.
enum class Fit {
    Resize, ///< stretched
    Crop,   ///< proportions kept, what sticks out cut off equally on both sides
    Pad     ///< proportions kept, centred on black
};

/// "Readable are PNG, JPEG, ...", a sentence for messages.
std::string pictureFormats();

/// Whether the file begins like a picture in a readable format. @throws Error naming the file when it cannot
/// be opened, or has a picture's name (.png) but not its content.
bool isPicture(const std::string& path);

/// Size in pixels from the header alone, before EXIF orientation; nothing is decoded.
/// @throws Error naming the file when it is missing, not a picture, damaged, larger than 1 GiB, or of a format that hides
/// behind the header of another.
PictureSize pictureSize(const std::string& path);

/// Decodes to 3 channels (`colour`) or 1, upright as its EXIF orientation says.
/// @throws Error naming the file when pictureSize() would throw, when it has more than 100 megapixels (before
/// memory is spent on them), or when its data are damaged or cut off.
Image loadPicture(const std::string& path, bool colour);

/// The contents of a PNG file.
std::string pngFile(const Image& picture);

/// Shrinks by area average, enlarges linearly. @throws Error when a side is not positive.
Image fitted(const Image& picture, int width, int height, Fit fit);

/// Peak signal-to-noise ratio in dB against full white; infinite for equal pictures.
/// @throws Error when the pictures differ in size or channels.
double psnr(const Image& picture, const Image& reference);

} // namespace hourglass
