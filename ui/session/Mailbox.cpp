// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/Mailbox.h"

#include <utility>

namespace hourglass::ui {

void Mailbox::openFor(std::uint64_t run) {
    const std::lock_guard lock(m_mutex);
    m_run = run;
    Mail fresh;
    fresh.opened = std::move(m_mail.opened);
    fresh.unopened = std::move(m_mail.unopened);
    fresh.saved = std::move(m_mail.saved);
    fresh.unsaved = std::move(m_mail.unsaved);
    fresh.complaints = std::move(m_mail.complaints);
    fresh.datasets = std::move(m_mail.datasets);
    fresh.unreadable = std::move(m_mail.unreadable);
    m_mail = std::move(fresh);
}

bool Mailbox::isOpenFor(std::uint64_t run) const {
    const std::lock_guard lock(m_mutex);
    return run == m_run;
}

void Mailbox::post(std::uint64_t run, const std::function<void(Mail&)>& write) {
    std::unique_lock lock(m_mutex);
    if (run == m_run)
        deliver(std::move(lock), write);
}

void Mailbox::postAnswer(const std::function<void(Mail&)>& write) {
    deliver(std::unique_lock(m_mutex), write);
}

void Mailbox::deliver(std::unique_lock<std::mutex> lock, const std::function<void(Mail&)>& write) {
    write(m_mail);
    const bool announced = std::exchange(m_announced, true);
    lock.unlock();
    if (!announced)
        Q_EMIT mailWaiting();
}

Mail Mailbox::take() {
    const std::lock_guard lock(m_mutex);
    m_announced = false;
    return std::exchange(m_mail, {});
}

} // namespace hourglass::ui
