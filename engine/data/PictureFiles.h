// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Parameter.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace hourglass {

/// Files and folders below one that is searched.
inline constexpr std::size_t kMostEntries = 500'000;

/// All files below `folder`, in no order. Hidden files and folders (.thumbnails, .git) are nobody's data.
/// @param mostEntries  files and folders that are looked through
/// @throws Error when there are more, or when it is no folder that can be read
std::vector<std::filesystem::path> filesBelow(const std::string& folder, std::size_t mostEntries = kMostEntries);
/// The pictures among them, in the order of their names. @throws likewise, and when there is none
std::vector<std::filesystem::path> picturesBelow(const std::string& folder, std::size_t mostEntries = kMostEntries);

/// As many as "limit" wants, so that no others are decoded: the first ones where the order of the files decides ("split"),
/// otherwise some from everywhere.
std::vector<std::filesystem::path> chosenFiles(std::vector<std::filesystem::path> files, const Parameters& parameters);

/// "Holiday" of "/home/ada/Holiday/".
std::string nameOfFolder(const std::string& folder);

} // namespace hourglass
