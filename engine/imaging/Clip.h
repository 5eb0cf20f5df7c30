// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Planes.h"

#include <algorithm>

namespace hourglass {

/// What leaves [0, 1] comes to its nearer end, as it does on a screen and in a file.
inline void clip(Planes& picture) {
    for (float& value : picture.values)
        value = std::clamp(value, 0.0F, 1.0F);
}

} // namespace hourglass
