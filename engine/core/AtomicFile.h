// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Files.h"

#include <string>
#include <string_view>
#include <vector>

namespace hourglass {

struct FileToWrite {
    std::string path;
    std::string_view bytes;
};
/// writeAtomically() for files that belong together: either all of them are replaced, or none.
void writeAtomically(const std::vector<FileToWrite>& files);

} // namespace hourglass
