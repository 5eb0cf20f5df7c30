// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/imaging/HeaderReader.h"
#include "engine/imaging/Picture.h"

namespace hourglass {

bool isJpeg(std::string_view start);

/// @throws Error naming the file when there is no frame header (SOF).
PictureSize jpegSize(HeaderReader& file);

/// Whether the end of the picture is missing, which the decoder passes over in silence.
bool jpegIsCutOff(HeaderReader& file);

} // namespace hourglass
