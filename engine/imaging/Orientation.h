// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Planes.h"

namespace hourglass {

/// Upright, from planes as they are stored. @param orientation  as EXIF and TIFF count: 1 as it is, 3 upside down, 6 to be
/// turned to the right, 8 to the left, the others mirrored besides; other numbers count as 1
Planes upright(Planes planes, int orientation);

} // namespace hourglass
