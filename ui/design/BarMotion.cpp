// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/design/BarMotion.h"

#include <QApplication>
#include <QWidget>

namespace hourglass::ui {

namespace {

constexpr int Duration = 140; // ms

int between(int from, int to, double progress) {
    return from + qRound(progress * (to - from));
}

/// Where one appears that was not there: a line in the middle of its place.
QRect collapsed(const QRect& place) {
    return {place.left(), place.center().y(), place.width(), 1};
}

} // namespace

BarMotion::BarMotion(QObject* parent)
    : QVariantAnimation(parent) {
    setStartValue(0.0);
    setEndValue(1.0);
    setDuration(Duration);
    setEasingCurve(QEasingCurve::OutCubic);
}

void BarMotion::bring(const std::vector<QWidget*>& widgets, const std::vector<QRect>& places, bool smoothly) {
    stop();
    m_moves.clear();
    for (std::size_t i = 0; i < widgets.size(); ++i) {
        const bool isNew = widgets[i]->isHidden();
        m_moves.push_back({widgets[i], isNew ? collapsed(places[i]) : widgets[i]->geometry(), places[i]});
    }
    smoothly = smoothly && QApplication::isEffectEnabled(Qt::UI_General);
    updateCurrentValue(smoothly ? 0.0 : 1.0);
    for (QWidget* widget : widgets)
        widget->show(); // not before it has a place, or the pointer would seem to be on it
    if (smoothly)
        start();
}

void BarMotion::updateCurrentValue(const QVariant& progress) {
    const double done = progress.toDouble();
    for (const Move& move : m_moves)
        move.widget->setGeometry({between(move.from.x(), move.to.x(), done), between(move.from.y(), move.to.y(), done),
                                  between(move.from.width(), move.to.width(), done),
                                  between(move.from.height(), move.to.height(), done)});
    Q_EMIT moved();
}

} // namespace hourglass::ui
