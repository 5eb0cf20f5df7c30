// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace hourglass {

/// Models of other programs are not opened: TorchScript and pickle run the code that lies in them, the others have no
/// description of a network that could be built here. Told by the content, and by the name where the content does not tell.
/// A file that cannot be read is left for others to report.
/// @throws Error naming the file, why it is not opened and what to do instead
void refuseForeignModel(const std::string& path);

} // namespace hourglass
