// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/PrecisionChoice.h"

#include "engine/api/Error.h"

#include <algorithm>

namespace hourglass {

namespace {

/// Weights of a dense layer below which rounding a batch to bf16 takes longer than its product saves.
constexpr std::int64_t kWorthRounding = 16384;

bool isWorthRounding(const NetworkReport& network) {
    const auto isLarge = [](const LayerReport& report) {
        return report.layer.kind == "dense" && report.input.elements() * report.output.elements() >= kWorthRounding;
    };
    return isLarge(*network.code) || std::ranges::any_of(network.encoder, isLarge) ||
           std::ranges::any_of(network.decoder, isLarge);
}

} // namespace

PrecisionChoice choosePrecision(const Experiment& experiment, const NetworkReport& network) {
    const std::string& wanted = experiment.training.text("precision");
    const PrecisionChoice full{Precision::Full, "fp32", ""}, half{Precision::Half, "bf16", ""};
    const auto because = [](PrecisionChoice choice, std::string reason) {
        choice.reason = std::move(reason);
        return choice;
    };
    if (wanted == "fp32")
        return because(full, "chosen by hand");
    if (wanted == "bf16") {
        if (!halfIsFast())
            throw Error("This processor does not multiply bf16 numbers (it has " + instructionSet() +
                            "). Choose fp32, or leave it automatic.",
                        "training.precision");
        return because(half, "chosen by hand");
    }
    if (!halfIsFast())
        return because(full, instructionSet());
    if (!isWorthRounding(network))
        return because(full, "no large dense layers");
    return because(half, instructionSet());
}

} // namespace hourglass
