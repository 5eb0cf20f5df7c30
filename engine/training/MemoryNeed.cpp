// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/MemoryNeed.h"

#include "engine/api/Error.h"
#include "engine/core/Text.h"

#include <malloc.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>
#include <optional>
#include <string>

namespace hourglass {

namespace {

/// What is kept for each parameter.
std::uint64_t bytesPerParameter(const Parameters& training, int members) {
    std::uint64_t numbers = 2 + std::uint64_t(members);     // the weight, its copy from when all was well, the gradients
    numbers += training.text("optimiser") == "sgd" ? 1 : 2; // the velocity, or both moments
    numbers += training.integer("patience") > 0 ? 1 : 0;    // the weights of the best epoch
    const std::uint64_t half = training.text("precision") == "fp32" ? 0 : 2; // a copy in bf16
    return sizeof(float) * numbers + half;
}

/// Of one sample, between the layers.
std::uint64_t bytesPerSample(const NetworkReport& network) {
    std::int64_t bytes = network.code->activationBytes;
    for (const auto* part : {&network.encoder, &network.decoder})
        for (const LayerReport& layer : *part)
            bytes += layer.activationBytes;
    return std::uint64_t(bytes);
}

/// The number after the word `key` in a file of lines "key number".
std::optional<std::uint64_t> valueIn(const std::filesystem::path& path, const std::string& key) {
    std::ifstream file(path);
    std::uint64_t value = 0;
    for (std::string word, line; file >> word && (word != key || !(file >> value)); std::getline(file, line))
        ;
    return file ? std::optional(value) : std::nullopt;
}

std::optional<std::uint64_t> numberIn(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::uint64_t value = 0; // a cgroup without a limit says "max"
    return file >> value ? std::optional(value) : std::nullopt;
}

std::string inGibibytes(std::uint64_t bytes) {
    return shortNumber(std::round(double(bytes) / (1 << 30) * 10) / 10) + " GiB";
}

} // namespace

std::uint64_t memoryNeed(const Experiment& experiment, const NetworkReport& network, std::int64_t samples, int members) {
    const std::int64_t batch = std::min(experiment.training.integer("batchSize"), samples);
    const auto parameters = std::uint64_t(network.parameters() + network.extraParameters);
    return bytesPerParameter(experiment.training, members) * parameters + 2 * std::uint64_t(batch) * bytesPerSample(network);
}

std::uint64_t freeMemory(const std::filesystem::path& root) {
    malloc_trim(0); // what an earlier training left in the heap is free as well
    constexpr std::uint64_t unbounded = std::numeric_limits<std::uint64_t>::max();
    const auto available = valueIn(root / "proc/meminfo", "MemAvailable:"); // in KiB
    const std::uint64_t ofMachine = available ? *available * 1024 : unbounded;

    const std::filesystem::path group = root / "sys/fs/cgroup";
    const auto limit = numberIn(group / "memory.max"), used = numberIn(group / "memory.current");
    if (!limit || !used)
        return ofMachine;
    // Cached files count as used, but give way.
    std::uint64_t cached = 0;
    for (const char* key : {"inactive_file", "active_file"})
        cached += valueIn(group / "memory.stat", key).value_or(0);
    const std::uint64_t held = *used - std::min(cached, *used);
    return std::min(ofMachine, *limit - std::min(held, *limit));
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
