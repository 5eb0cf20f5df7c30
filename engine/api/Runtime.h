// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace hourglass {

/// Settings of the whole process; call first thing in main(), before any other thread starts. Sets the allocator's
/// thresholds (large buffers are reused, not returned to the system after every batch) and the number of threads.
void initialiseRuntime();

/// Where resources/ lies: beside the build, or installed. @throws Error when it cannot be found.
std::string resourceFolder();

/// "2 threads, OpenBLAS", or the warning that the slow reference BLAS is in use and what to install.
std::string computeNote();

std::string programVersion();

} // namespace hourglass
