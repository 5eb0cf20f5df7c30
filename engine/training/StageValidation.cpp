// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/StageValidation.h"

#include "engine/analysis/Evaluation.h"
#include "engine/core/Random.h"

#include <algorithm>

namespace hourglass {

std::vector<TermValue> validationTerms(Stage& stage, const Dataset& dataset, const Experiment& experiment, double epoch) {
    at::Generator noise = seededGenerator(experiment.training.integer("seed"), "validation");
    const DataPart& part = dataset.validation;
    const DataTraits data = DataTraits::of(dataset.info);
    const std::int64_t together = evaluationBatch(inspect(experiment, data.shape, data.classes));
    std::vector<TermValue> sums;
    for (std::int64_t first = 0; first < part.count(); first += together) {
        const at::Tensor target = part.range(first, std::min(together, part.count() - first));
        const at::Tensor input = corrupted(experiment.corruption, target, dataset.info.inUnitRange, noise);
        std::vector<TermValue> terms =
            stage.validate({input, target, part.labelRange(first, target.size(0)), epoch, &noise});
        for (std::size_t i = 0; i < terms.size(); ++i)
            terms[i].value =
                terms[i].value * double(target.size(0)) / double(part.count()) + (sums.empty() ? 0 : sums[i].value);
        sums = std::move(terms);
    }
    return sums;
}

} // namespace hourglass
