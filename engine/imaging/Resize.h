// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Planes.h"

namespace hourglass {

// Any thread. Pixels are squares: that in the corner covers the corner.

/// Each pixel is the mean of what it covers.
Planes shrunk(const Planes& picture, int width, int height);
/// Linear between the middles of the pixels.
Planes stretched(const Planes& picture, int width, int height);

} // namespace hourglass
