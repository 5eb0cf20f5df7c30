// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace hourglass {

/// Replaces `path` by `bytes`, all or nothing: temporary file, fsync, rename, fsync of the folder. Any thread.
/// @throws Error naming the file and the cause; an older file then stays as it was.
void writeAtomically(const std::string& path, std::string_view bytes);

} // namespace hourglass
