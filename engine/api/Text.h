// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Shape.h"

#include <string>

namespace hourglass {

// How the window and the command line write figures of a run: the same everywhere, whatever the locale.

/// "0:31", "12:05", "1:02:00".
std::string durationText(double seconds);
/// "433 img/s", "1.8k img/s", "84k img/s"; "rows/s" where a sample is not a picture.
std::string speedText(double samplesPerSecond, const Shape& sample);

} // namespace hourglass
