// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/ProbeTask.h"

#include <utility>

namespace hourglass::ui {

ProbeTask::ProbeTask(const ProbeOptions& options)
    : m_options(options) {}

bool ProbeTask::post(const std::function<void(ProbeMail&)>& write) {
    if (m_cancelled)
        return false;
    const std::lock_guard lock(m_mutex);
    write(m_mail);
    return !std::exchange(m_announced, true);
}

ProbeMail ProbeTask::take() {
    const std::lock_guard lock(m_mutex);
    m_announced = false;
    return std::exchange(m_mail, {});
}

} // namespace hourglass::ui
