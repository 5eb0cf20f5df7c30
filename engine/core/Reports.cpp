// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Reports.h"

namespace hourglass {

std::int64_t RunInfo::epochsOf(std::size_t stage) const {
    return stage + 1 < stages.size() ? stages[stage].epochs : experiment.training.integer("epochs");
}

std::int64_t RunInfo::totalSteps() const {
    std::int64_t epochs = epochsOf(stages.size());
    for (std::size_t stage = 0; stage + 1 < stages.size(); ++stage)
        epochs += stages[stage].epochs;
    return epochs * stepsPerEpoch;
}

std::string RunInfo::placeText(std::size_t stage, std::int64_t epoch) const {
    std::string text;
    if (stages.size() > 1)
        text.append(stages.at(stage).title).append(", ");
    text.append("epoch ").append(std::to_string(epoch + 1));
    return text.append("/").append(std::to_string(epochsOf(stage)));
}

} // namespace hourglass
