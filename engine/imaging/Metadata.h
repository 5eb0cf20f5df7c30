// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Photograph.h"

#include <string>

namespace hourglass {

struct StoredMetadata {
    PhotographMetadata metadata; ///< for the picture once it is upright
    int orientation = 1;         ///< of the picture as it is stored, see upright()
};

/// Of a file in any format. What cannot be read is as if it were not there. Any thread; one works at a time.
StoredMetadata readMetadata(const std::string& path);

/// The contents of a picture file, with as much of the photograph's metadata added as its format takes.
/// @param file  without metadata @throws Error when they cannot be added
std::string withMetadata(const std::string& file, const Photograph& photograph);

} // namespace hourglass
