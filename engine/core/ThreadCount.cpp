// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/ThreadCount.h"

#include <ATen/Parallel.h>

#include <omp.h>

namespace hourglass {

// LibTorch sets its number of threads at the first question on a thread: so it is asked before. OpenMP's number holds for
// one thread, at::set_num_threads() for all that have not asked yet.
ThreadCount::ThreadCount(int threads)
    : m_before(at::get_num_threads()) {
    omp_set_num_threads(threads);
}

ThreadCount::~ThreadCount() {
    omp_set_num_threads(m_before);
}

} // namespace hourglass
