// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/ThreadCount.h"

#include <atomic>
#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace hourglass {

/// A few threads that do the same kind of work on different parts at the same time, each computing with one thread
/// only; the caller sees to that for itself by a ThreadCount. On small networks that is faster than LibTorch's own way,
/// which shares out every single operation, and it suffers less from a busy window: threads meet a few times a step,
/// not at every operation. A member that has nothing to do looks out for the next turn for a moment, since within a step
/// turns follow each other faster than a thread wakes up, and then it sleeps.
class Crew {
public:
    /// @param members  at least 1; the calling thread is one of them
    explicit Crew(int members);
    ~Crew();
    Crew(const Crew&) = delete;
    Crew& operator=(const Crew&) = delete;

    int size() const { return int(m_errors.size()); }
    /// Calls work(0) on this thread and work(1), work(2), ... on the others; returns when all have ended. Always called
    /// from one and the same thread, and not by the work.
    /// @throws what the lowest member threw
    void run(const std::function<void(int member)>& work);

private:
    void serve(int member);
    void attempt(int member);

    std::mutex m_mutex;
    std::condition_variable m_begin;
    std::condition_variable m_end;
    const std::function<void(int)>* m_work = nullptr;
    std::atomic<long> m_turn = 0; ///< counts calls of run(), so that a member knows what is new
    std::atomic<int> m_busy = 0;
    std::atomic<bool> m_closing = false;
    std::vector<std::exception_ptr> m_errors;
    std::vector<std::thread> m_threads;
};

} // namespace hourglass
