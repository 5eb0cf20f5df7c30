// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/Schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

namespace hourglass {

double scheduledRate(const Parameters& training, std::int64_t step, std::int64_t stepsPerEpoch) {
    const double rate = training.real("learningRate");
    const double epoch = double(step) / double(stepsPerEpoch);
    const double warmup = training.real("warmupEpochs");
    if (epoch < warmup)
        return rate * double(step + 1) / (warmup * double(stepsPerEpoch) + 1);
    const std::string& schedule = training.text("schedule");
    if (schedule == "cosine") {
        const double length = std::max(1.0, double(training.integer("epochs")) - warmup);
        const double done = std::clamp((epoch - warmup) / length, 0.0, 1.0);
        return rate * 0.5 * (1 + std::cos(std::numbers::pi * done));
    }
    if (schedule == "step")
        return rate * std::pow(training.real("stepFactor"), std::floor(epoch / double(training.integer("stepEvery"))));
    return rate;
}

} // namespace hourglass
