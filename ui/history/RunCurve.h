// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <vector>

namespace hourglass::ui {

/// The losses of a run by epoch, at most a few thousand points however long it trains.
class RunCurve {
public:
    /// A value that is not known or not finite is NaN.
    struct Point {
        qint64 step = 0;       ///< steps done at the end of the epoch
        double training = 0;   ///< objective, mean over the epoch
        double validation = 0; ///< objective after the epoch
        double mse = 0;        ///< of the validation part, per feature
    };
    static constexpr std::size_t MostPoints = 2000;

    RunCurve() = default;
    explicit RunCurve(qint64 stepsPerEpoch)
        : m_stepsPerEpoch(stepsPerEpoch) {}

    /// Where there are too many points, every second one is given up; the last one always stands.
    void append(const Point& point);

    const std::vector<Point>& points() const { return m_points; }
    qint64 stepsPerEpoch() const { return m_stepsPerEpoch; }

    /// {"stepsPerEpoch", "step": [...], "training": [...], "validation": [...], "mse": [...]}, null for NaN.
    QByteArray toJson() const;
    /// Takes what is there: a curve without points where `json` is none.
    static RunCurve fromJson(const QByteArray& json);

private:
    qint64 m_stepsPerEpoch = 0;
    std::vector<Point> m_points;
    qint64 m_appended = 0;
    qint64 m_stride = 1;     ///< one of so many points stays
    bool m_lastStays = true; ///< or it only stands until the next one comes
};

} // namespace hourglass::ui
