// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hourglass {

/// Replaces `path` by `bytes`, all or nothing: temporary file, fsync, rename, fsync of the folder.
/// @throws Error naming the file and the cause; an older file then stays as it was.
void writeAtomically(const std::string& path, std::string_view bytes);

struct FileToWrite {
    std::string path;
    std::string_view bytes;
};
/// The same for files that belong together: either all of them are replaced, or none.
void writeAtomically(const std::vector<FileToWrite>& files);

} // namespace hourglass
