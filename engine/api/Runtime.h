// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace hourglass {

/// Settings of the whole process; call first thing in main(), before any other thread starts. Sets the allocator's
/// thresholds (large buffers are reused, not returned to the system after every batch) and the number of threads. A program
/// that calls it also tells OpenBLAS, by beginning again before any library does, what an Intel processor is like, since it
/// does not know the newest.
void initialiseRuntime();

/// From now on the calling thread, and those that it starts, leave the processor to threads of usual priority that need it,
/// so that a window stays at hand while all cores compute. Alone, they are as fast as before.
void giveWay();

/// From now on the calling thread, which computes for milliseconds only and is awaited, need not wait until others have used
/// up their turn: on Linux 6.12 and later. Elsewhere nothing changes.
void hurry();

/// Where resources/ lies: beside the build, or installed. @throws Error when it cannot be found.
std::string resourceFolder();

/// "2 threads, OpenBLAS", or the warning that the slow reference BLAS is in use and what to install.
std::string computeNote();

std::string programVersion();

} // namespace hourglass
