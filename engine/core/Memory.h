// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace hourglass {

/// What this process can still take before the system ends it, in bytes: what is available on the machine, or what is left
/// of the limit of the container (cgroup v2) where that is less. Without bound where the system does not tell.
/// @param root  where /proc and /sys are found
std::uint64_t freeMemory(const std::filesystem::path& root = "/");

/// To ask before memory is taken because a file says so. Less than 64 MiB is granted unasked.
/// @throws Error that begins with `what` and names both figures; `advice` is its last sentence
void requireMemory(const std::string& what, std::uint64_t bytes, const std::string& advice);

/// "30.3 GiB".
std::string inGibibytes(std::uint64_t bytes);

} // namespace hourglass
