// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Error.h"

#include <string>

namespace hourglass {

enum class PhotographFormat { Png, Jpeg, Tiff, Webp, Bmp };

/// From the file's first bytes, after a look at all that can be told before anything is decoded.
/// @throws Error as loadPhotograph(), but for what only shows in decoding
PhotographFormat checkedFormat(const std::string& path);

/// From the name's extension. @throws Error naming the file and the known ones.
PhotographFormat formatToWrite(const std::string& path);

/// What to throw when a file cannot be decoded.
Error damagedPhotograph(const std::string& path);

} // namespace hourglass
