// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/Memory.h"

#include "engine/api/Error.h"
#include "engine/core/Text.h"

#include <malloc.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>
#include <optional>

namespace hourglass {

namespace {

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

} // namespace

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

void requireMemory(const std::string& what, std::uint64_t bytes, const std::string& advice) {
    constexpr std::uint64_t unasked = 64 << 20;
    if (bytes <= unasked)
        return;
    if (const std::uint64_t free = freeMemory(); bytes > free)
        throw Error(what + " needs about " + inGibibytes(bytes) + " of memory, and " + inGibibytes(free) + " are free. " +
                    advice);
}

std::string inGibibytes(std::uint64_t bytes) {
    return shortNumber(std::round(double(bytes) / (1 << 30) * 10) / 10) + " GiB";
}

} // namespace hourglass
