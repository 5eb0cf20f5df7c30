// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/MemoryNeed.h"

#include "engine/analysis/Evaluation.h"
#include "engine/api/Error.h"

#include <algorithm>
#include <string>

namespace hourglass {

namespace {

/// What is kept for each parameter, and what a model file takes for it: as it is put together, and once more as its bytes.
std::uint64_t bytesPerParameter(const Parameters& training, int members) {
    const std::uint64_t best = training.integer("patience") > 0 ? 1 : 0;       // the weights of the best epoch
    const std::uint64_t moments = training.text("optimiser") == "sgd" ? 1 : 2; // the velocity, or both
    std::uint64_t numbers = 2 + best;                                          // the weight, its copy from when all was well
    numbers += 2 * (1 + best + moments);
    if (members == 0)
        return sizeof(float) * numbers;
    numbers += std::uint64_t(members) + moments;                             // the gradients
    numbers += training.real("gradientClip") > 0 ? 1 : 0;                    // their sum
    const std::uint64_t half = training.text("precision") == "fp32" ? 0 : 2; // a copy in bf16
    return sizeof(float) * numbers + half;
}

} // namespace

std::uint64_t memoryNeed(const Experiment& experiment, const NetworkReport& network, std::int64_t samples, int members) {
    const std::int64_t batch = std::min(experiment.training.integer("batchSize"), samples);
    const auto parameters = std::uint64_t(network.parameters() + network.extraParameters);
    const std::uint64_t training = members > 0 ? 2 * std::uint64_t(batch) * std::uint64_t(network.activationBytes()) : 0;
    return bytesPerParameter(experiment.training, members) * parameters + std::max(training, evaluationBytes(network));
}

void requireMemory(const Experiment& experiment, const NetworkReport& network, std::int64_t samples, int members,
                   std::uint64_t free) {
    if (network.fault)
        return;
    const std::uint64_t need = memoryNeed(experiment, network, samples, members);
    if (need > free)
        throw Error("Training this network would need about " + inGibibytes(need) + " of memory, and " + inGibibytes(free) +
                        " are free. Make its layers or the batches smaller, or end other programs.",
                    "network");
}

} // namespace hourglass
