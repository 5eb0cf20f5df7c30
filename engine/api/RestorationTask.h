// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace hourglass {

/// What a picture is to be freed of, or, with Compress, is to lose as little by as it can.
enum class RestorationTask { Denoise, Inpaint, Colourise, Enlarge, Deblock, Compress };

} // namespace hourglass
