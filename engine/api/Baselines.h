// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Planes.h"
#include "engine/api/RestorationTask.h"

#include <optional>
#include <string>
#include <vector>

namespace hourglass {

/// What a baseline is given. What its task has no use for stays at its default.
struct BaselineInput {
    const Planes& damaged;
    double sigma = 0;                  ///< Denoise: of the noise, in units of the values
    const Planes* mask = nullptr;      ///< Inpaint: one plane, 0.5 or more where the picture is missing
    int width = 0, height = 0;         ///< Enlarge: of the result, twice the damaged one's or one less
    const Planes* reference = nullptr; ///< the clean picture where it is known: then the baseline is taken at its best
};

/// A method that everyone has, to be better than.
struct Baseline {
    std::string id;
    std::string title;
    RestorationTask task = RestorationTask::Denoise;
    /// At a strength whose meaning is the method's own. Nothing when broken off.
    std::optional<Planes> (*restore)(const BaselineInput& input, double strength,
                                     const RestorationProgress& progress) = nullptr;
    /// The first is for when there is no reference; with one, the strength of all these that gives the highest PSNR is
    /// taken.
    std::vector<double> strengths = {1};
};

/// In the order in which people should see them.
const std::vector<Baseline>& baselines();
/// @throws Error listing the known ones for an unknown id.
const Baseline& baseline(const std::string& id);

struct BaselineResult {
    Planes picture;
    double strength = 0; ///< that was taken
};

/// Clipped to [0, 1]. Seconds for a picture of some megapixels, several times that with a reference; uses all cores. Any
/// thread.
/// @param progress  for each second of work or less, on a machine of our days
/// @return nothing when cancelled
/// @throws Error naming what is missing in the input, or out of range
std::optional<BaselineResult> restoredBy(const Baseline& baseline, const BaselineInput& input,
                                         const RestorationProgress& progress = {});

} // namespace hourglass
