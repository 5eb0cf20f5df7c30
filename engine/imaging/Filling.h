// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Planes.h"
#include "engine/api/RestorationTask.h"

#include <functional>
#include <optional>

namespace hourglass {

/// So far from what is there, in pixels, whoever fills in small holes is to be believed.
inline constexpr int kFillingReach = 12;

/// Of a picture that is mid-grey where it is missing; nobody looks at the rest of the result. Nothing when cancelled.
using FillSmallHoles = std::function<std::optional<Planes>(const Planes& holed, const RestorationProgress& progress)>;

/// Holes of any size by somebody who knows small ones: a large hole is small in a picture of half the size, and its middle
/// is taken from there, so that no more than its edge is left to be filled in. Outside a rectangle around all holes nobody looks. (From coarse
/// to fine, as Wexler, Shechtman, Irani, Space-Time Completion of Video, IEEE PAMI 29, 2007, section 3.2, do.) Any thread.
/// @param mask  one plane of the picture's size, 0.5 or more where it is missing
/// @return the picture, exactly, with what was missing; nothing when cancelled
std::optional<Planes> filledFromCoarse(const Planes& picture, const Planes& mask, const FillSmallHoles& fill,
                                       const RestorationProgress& progress = {});

} // namespace hourglass
