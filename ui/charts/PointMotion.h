// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <cstddef>
#include <vector>

namespace hourglass::ui {

/// Where points lie, in whatever unit. Both have a number for each.
struct PointPlaces {
    std::vector<float> x, y;

    std::size_t count() const { return x.size(); }
};

/// Brings points from where they are to where they shall be in about a quarter of a second.
class PointMotion : public QObject {
    Q_OBJECT

public:
    explicit PointMotion(QObject* parent = nullptr);

    const PointPlaces& places() const { return m_places; } ///< now
    bool isMoving() const { return m_timer.isActive(); }

    void jumpTo(PointPlaces places);
    /// The same where there are others than before, or where the user wants no motion (Qt::UI_General).
    void glideTo(PointPlaces places);
    void finish();
    /// What was at `from` along x now is at scale · from + offset, in the unit of places to come; likewise along y.
    void changeUnit(double xScale, double xOffset, double yScale, double yOffset);

Q_SIGNALS:
    void moved();

private:
    void moveOn();

    PointPlaces m_from, m_to, m_places;
    QTimer m_timer;
    QElapsedTimer m_sinceStart;
};

} // namespace hourglass::ui
