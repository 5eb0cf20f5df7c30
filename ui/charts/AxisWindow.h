// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

namespace hourglass::ui {

/// The part of an axis that is on show: the whole of it, however it grows, or a window that the user has chosen.
class AxisWindow {
public:
    /// @param leastSpan  the closest that one can look, in the axis's unit
    explicit AxisWindow(double leastSpan)
        : m_leastSpan(leastSpan) {}

    /// The ends of the whole axis; a window stays where it is, as far as there is still something.
    void setWhole(double lower, double upper);
    bool isWhole() const { return !m_window; }
    double lower() const { return m_window ? m_window->lower : m_whole.lower; }
    double upper() const { return m_window ? m_window->upper : m_whole.upper; }
    double span() const { return upper() - lower(); }

    void showAll() { m_window.reset(); }
    void show(double lower, double upper);
    /// @param factor  of what is on show: 0.5 comes closer
    /// @param about   stays in its place
    void zoom(double factor, double about);
    /// @param share  of what is on show, to the right
    void pan(double share);

private:
    struct Range {
        double lower = 0, upper = 1;
    };
    Range m_whole;
    std::optional<Range> m_window;
    double m_leastSpan;
};

} // namespace hourglass::ui
