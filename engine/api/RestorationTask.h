// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

namespace hourglass {

/// What a picture is to be freed of, or, with Compress, is to lose as little by as it can.
enum class RestorationTask { Denoise, Inpaint, Colourise, Enlarge, Deblock, Compress };

/// Takes the share done, 0 to 1; false cancels. On the thread that restores.
using RestorationProgress = std::function<bool(double share)>;

} // namespace hourglass
