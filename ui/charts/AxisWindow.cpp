// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/AxisWindow.h"

#include <algorithm>

namespace hourglass::ui {

void AxisWindow::setWhole(double lower, double upper) {
    m_whole = {lower, upper};
    if (m_window)
        show(m_window->lower, m_window->upper);
}

void AxisWindow::show(double lower, double upper) {
    const double whole = m_whole.upper - m_whole.lower;
    const double span = std::max(upper - lower, m_leastSpan);
    if (span >= whole * (1 - 1e-9)) { // come closer and back, it is off by rounding
        showAll();
        return;
    }
    const double first = std::clamp((lower + upper - span) / 2, m_whole.lower, m_whole.upper - span);
    m_window = {first, first + span};
}

void AxisWindow::zoom(double factor, double about) {
    show(about + factor * (lower() - about), about + factor * (upper() - about));
}

void AxisWindow::pan(double share) {
    if (!isWhole())
        show(lower() + share * span(), upper() + share * span());
}

} // namespace hourglass::ui
