// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/PointMotion.h"

#include <QApplication>
#include <QEasingCurve>

#include <algorithm>
#include <utility>

namespace hourglass::ui {

namespace {

constexpr int Duration = 250; // ms
constexpr int Frame = 40;     // ms: 25 times a second

void interpolate(const std::vector<float>& from, const std::vector<float>& to, float progress, std::vector<float>& between) {
    between.resize(to.size());
    for (std::size_t i = 0; i < to.size(); ++i)
        between[i] = from[i] + progress * (to[i] - from[i]);
}

} // namespace

PointMotion::PointMotion(QObject* parent)
    : QObject(parent) {
    m_timer.setInterval(Frame);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &PointMotion::moveOn);
}

void PointMotion::jumpTo(PointPlaces places) {
    m_timer.stop();
    m_places = std::move(places);
}

void PointMotion::glideTo(PointPlaces places) {
    if (places.count() != m_places.count() || !QApplication::isEffectEnabled(Qt::UI_General)) {
        jumpTo(std::move(places));
        return;
    }
    if (!isMoving() && places.x == m_places.x && places.y == m_places.y)
        return; // they are there
    m_from = m_places;
    m_to = std::move(places);
    m_sinceStart.start();
    m_timer.start();
}

void PointMotion::finish() {
    if (isMoving())
        jumpTo(std::move(m_to));
}

void PointMotion::changeUnit(double xScale, double xOffset, double yScale, double yOffset) {
    for (float& x : m_places.x)
        x = float(xScale * x + xOffset);
    for (float& y : m_places.y)
        y = float(yScale * y + yOffset);
}

void PointMotion::moveOn() {
    static const QEasingCurve easing(QEasingCurve::OutCubic);
    const double progress = double(m_sinceStart.elapsed()) / Duration;
    if (progress >= 1) {
        finish();
    } else {
        const auto done = float(easing.valueForProgress(progress));
        interpolate(m_from.x, m_to.x, done, m_places.x);
        interpolate(m_from.y, m_to.y, done, m_places.y);
    }
    Q_EMIT moved();
}

} // namespace hourglass::ui
