// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/imaging/HeaderReader.h"
#include "engine/imaging/Picture.h"

namespace hourglass {

/// @throws Error naming the file when there is no frame header (SOF).
PictureSize jpegSize(HeaderReader& file);

/// 1 grey, 3 colour, 4 ink (CMYK). @throws Error as jpegSize().
int jpegChannels(HeaderReader& file);

/// Whether the end of the picture is missing, which the decoder passes over in silence.
bool jpegIsCutOff(HeaderReader& file);

} // namespace hourglass
