// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/Divergence.h"

#include "engine/core/Text.h"

#include <algorithm>
#include <cmath>

namespace hourglass {

namespace {

std::string likelyCause(const Parameters& training) {
    const double rate = training.real("learningRate");
    const bool sgd = training.text("optimiser") == "sgd";
    const std::string change = "Set it to " + shortNumber(rate / 10) + " and train again.";
    if (sgd)
        return "The likely cause is the learning rate " + shortNumber(rate) +
               ": SGD takes the whole gradient, and the loss is a sum over features. " + change +
               (training.real("gradientClip") == 0 ? " Gradient clipping or Adam help as well." : "");
    if (rate > 1e-2 || training.real("gradientClip") > 0)
        return "The likely cause is the learning rate " + shortNumber(rate) + ". " + change;
    return "The learning rate " + shortNumber(rate) +
           " is moderate, so a single large gradient is the likely cause. Switch gradient clipping on (100 is a "
           "mild limit), or lower the learning rate.";
}

/// @param what  "The term \"KL\" became infinite"
std::string sentence(const std::string& what, const Experiment& experiment, std::int64_t epoch, std::int64_t step) {
    return what + " in epoch " + std::to_string(epoch + 1) + ", step " + std::to_string(step + 1) +
           ". The last good weights were kept. " + likelyCause(experiment.training);
}

} // namespace

std::optional<std::string> divergence(const std::vector<TermValue>& terms, const Experiment& experiment, std::int64_t epoch,
                                      std::int64_t step) {
    const auto broken = std::ranges::find_if(terms, [](const TermValue& term) { return !std::isfinite(term.value); });
    if (broken == terms.end())
        return std::nullopt;
    const std::string became = std::isnan(broken->value) ? "not a number" : "infinite";
    return sentence("The term \"" + broken->name + "\" became " + became, experiment, epoch, step);
}

std::string divergenceOfWeights(const Experiment& experiment, std::int64_t epoch, std::int64_t step) {
    return sentence("A weight became infinite or not a number", experiment, epoch, step);
}

} // namespace hourglass
