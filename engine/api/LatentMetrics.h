// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Model.h"

#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <vector>

namespace hourglass {

/// One thing that says how good a latent space is.
struct LatentFigure {
    std::string id;                                          ///< "active-units"
    std::string title;                                       ///< "Active units"
    std::string help;                                        ///< what it is and which values are good, in plain words
    double value = std::numeric_limits<double>::quiet_NaN(); ///< NaN where it cannot be had
    std::string note;                                        ///< what the value compares with; or why there is none
    bool operator==(const LatentFigure&) const = default;
};

struct LatentReport {
    std::vector<LatentFigure> figures; ///< in a fixed order, the same ones for every model
    std::int64_t samples = 0;          ///< of the validation part, which they were measured on
    bool complete = true;              ///< false when it was given up on the way: the figures that were there by then
};
/// {"figures": [{"id", "title", "value", "note", "help"}], "samples", "complete"}; a value that cannot be had is null.
std::string toJson(const LatentReport& report, int indent = 2);

struct LatentOptions {
    static constexpr std::int64_t MostSamples = 2'000; ///< distances are taken between all of them

    std::int64_t samples = MostSamples; ///< at the most, 2 … MostSamples; drawn by the seed where there are more
    std::int64_t seed = 1;
};

/// Hears on the thread that computes what is being done ("Active units"), and how much of all the work is, 0 … 1.
/// @return false to give up
using LatentProgress = std::function<bool(const std::string& doing, double done)>;

/// How good the latent space is, on clean samples of the validation part; README has the definitions. Blocks for seconds, or
/// for a minute where pictures are large; uses the model, which is for one thread at a time, and leaves it as it is. The
/// same numbers at every call on the same machine. What the data or the model do not allow (classes, a prior, a code of two
/// numbers) is NaN with a note.
/// @param on  the model's experiment, or that on other data: see Model::experimentOn()
/// @throws Error when the data cannot be loaded or do not fit the model, when the options are out of range, or when codes
/// left the range of floats
LatentReport measureLatent(const Model& model, const Experiment& on, const LatentOptions& options = {},
                           const LatentProgress& progress = {});

} // namespace hourglass
