// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace hourglass {

/// As long as it lives, LibTorch computes with so many threads for each operation of the calling thread.
class ThreadCount {
public:
    explicit ThreadCount(int threads);
    ~ThreadCount();
    ThreadCount(const ThreadCount&) = delete;
    ThreadCount& operator=(const ThreadCount&) = delete;

private:
    int m_before;
};

} // namespace hourglass
