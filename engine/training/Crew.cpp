// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/Crew.h"

#include <chrono>
#include <utility>

namespace hourglass {

namespace {

/// Whether `happened` became true while it was worth staying awake for. Without giving the core away: beside a busy program
/// it would come back only after a whole turn of that one, where a thread that sleeps is preferred as soon as it wakes up.
template <typename Condition>
bool comesSoon(const Condition& happened) {
    constexpr auto patience = std::chrono::microseconds(100);
    for (const auto begin = std::chrono::steady_clock::now(); std::chrono::steady_clock::now() - begin < patience;) {
        if (happened())
            return true;
    }
    return false;
}

} // namespace

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
        m_busy = int(m_threads.size());
        ++m_turn;
    }
    m_begin.notify_all();

    attempt(0);
    const auto haveEnded = [&] { return m_busy == 0; };
    if (!comesSoon(haveEnded)) {
        std::unique_lock lock(m_mutex);
        m_end.wait(lock, haveEnded);
    }
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
    const auto isWanted = [&] { return m_closing || m_turn > done; };
    while (true) {
        if (!comesSoon(isWanted)) {
            std::unique_lock lock(m_mutex);
            m_begin.wait(lock, isWanted);
        }
        if (m_closing)
            return;
        done = m_turn;
        attempt(member);
        const std::lock_guard lock(m_mutex);
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
