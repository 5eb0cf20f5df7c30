// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Photograph.h"

#include <string>

namespace hourglass {

/// Exiv2 0.27 damages PNG and WebP files when it gives them a profile, but for those that have a place for one.
/// @param file  the contents of a picture file in any format, without metadata
/// @return the same, with that place where the format needs it
std::string withPlaceForProfile(const std::string& file, const Photograph& photograph);

} // namespace hourglass
