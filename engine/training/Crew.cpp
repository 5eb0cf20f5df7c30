// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/Crew.h"

#include <utility>

namespace hourglass {

Crew::Crew(int members)
    : m_errors(std::size_t(members)) {
    for (int member = 1; member < members; ++member)
        m_threads.emplace_back([this, member] { serve(member); });
}

Crew::~Crew() {
    {
        const std::lock_guard lock(m_mutex);
        m_closing = true;
    }
    m_begin.notify_all();
    for (std::thread& thread : m_threads)
        thread.join();
}

void Crew::run(const std::function<void(int)>& work) {
    {
        const std::lock_guard lock(m_mutex);
        m_work = &work;
        ++m_turn;
        m_busy = int(m_threads.size());
    }
    m_begin.notify_all();

    attempt(0);
    std::unique_lock lock(m_mutex);
    m_end.wait(lock, [&] { return m_busy == 0; });
    std::exception_ptr first;
    for (std::exception_ptr& error : m_errors)
        if (const std::exception_ptr thrown = std::exchange(error, nullptr); thrown && !first)
            first = thrown;
    if (first)
        std::rethrow_exception(first);
}

void Crew::serve(int member) {
    const ThreadCount one(1);
    long done = 0;
    std::unique_lock lock(m_mutex);
    while (true) {
        m_begin.wait(lock, [&] { return m_closing || m_turn > done; });
        if (m_closing)
            return;
        done = m_turn;
        lock.unlock();
        attempt(member);
        lock.lock();
        if (--m_busy == 0)
            m_end.notify_one();
    }
}

void Crew::attempt(int member) {
    try {
        (*m_work)(member);
    } catch (...) {
        m_errors[std::size_t(member)] = std::current_exception();
    }
}

} // namespace hourglass
