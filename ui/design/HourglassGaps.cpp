// SPDX-License-Identifier: GPL-3.0-or-later
// The gaps between the bars of an hourglass: how they are drawn, what can be put there, and what is dragged there.
#include "ui/design/BarLayout.h"
#include "ui/design/BarMotion.h"
#include "ui/design/HourglassView.h"
#include "ui/design/LayerBar.h"
#include "ui/design/RoundButton.h"
#include "ui/widgets/Colours.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <utility>

namespace hourglass::ui {

void HourglassView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(blended(palette().color(QPalette::Window), palette().color(QPalette::Highlight), 0.1));
    for (std::size_t i = 1; i < m_bars.size(); ++i) {
        if (m_drag && (m_drag->bar == m_bars[i - 1] || m_drag->bar == m_bars[i]))
            continue;
        const QRectF above = m_bars[i - 1]->geometry();
        const QRectF below = m_bars[i]->geometry();
        const QPointF inset(3, 0); // The bars' corners are round.
        painter.drawPolygon(QPolygonF(
            {above.bottomLeft() + inset, above.bottomRight() - inset, below.topRight() - inset, below.topLeft() + inset}));
    }
    if (!m_drag)
        m_samples.paint(painter, palette(), barPlaces(), columnArea());
    if (m_drag && m_drag->gap > 0) {
        const double y = gapCentre(m_drag->gap);
        painter.setBrush(palette().color(QPalette::Highlight));
        painter.drawRoundedRect(QRectF(BarLayout::margin, y - 1.5, width() - columnWidth() - 2 * BarLayout::margin, 3), 1.5,
                                1.5);
    }
}

QRect HourglassView::gapArea(int gap) const {
    const int top = m_bars[std::size_t(gap - 1)]->geometry().bottom() + 1;
    return {0, top, width(), m_bars[std::size_t(gap)]->y() - top};
}

int HourglassView::gapCentre(int gap) const {
    return gapArea(gap).center().y();
}

std::optional<BarId> HourglassView::placeInGap(int gap) const {
    if (gap < 1 || gap >= int(m_bars.size()))
        return std::nullopt;
    return placeBelow(m_bars[std::size_t(gap - 1)]->content().id, m_decoderEditable);
}

int HourglassView::gapForNewLayer() const {
    int gap = std::min(int(m_current) + 1, int(m_bars.size()) - 1);
    while (gap > 1 && !placeInGap(gap)) // The gap below the input always takes one.
        --gap;
    return gap;
}

BarId HourglassView::placeForNewLayer() const {
    return placeInGap(gapForNewLayer()).value_or(BarId{BarRole::Encoder, 0});
}

void HourglassView::requestInsert(int gap) {
    const auto place = placeInGap(gap);
    if (!place)
        return;
    showInsertButton(gap);
    Q_EMIT insertRequested(*place, m_insertButton);
}

void HourglassView::showInsertButton(int gap) {
    m_hoveredGap = gap;
    m_insertButton->move((width() - columnWidth() - m_insertButton->width()) / 2,
                         gapCentre(gap) - m_insertButton->height() / 2);
    m_insertButton->raise();
    m_insertButton->show();
}

void HourglassView::mouseMoveEvent(QMouseEvent* event) {
    const QPoint position = event->position().toPoint();
    for (int gap = 1; gap < int(m_bars.size()); ++gap) {
        if (!gapArea(gap).contains(position) || !placeInGap(gap))
            continue;
        showInsertButton(gap);
        return;
    }
    m_insertButton->hide();
}

void HourglassView::leaveEvent(QEvent*) {
    m_insertButton->hide();
}

void HourglassView::drag(LayerBar* bar, int y) {
    const BarId id = bar->content().id;
    if (!m_drag) {
        m_motion->setCurrentTime(m_motion->duration()); // every bar to its place, or they would be measured on their way
        m_selection.chooseOnly(placeOf(bar));
        showChosen();
        m_drag = Drag{bar, 0};
        m_insertButton->hide();
        bar->setCarried(true);
    }
    const int index = int(std::ranges::find(m_bars, bar) - m_bars.begin());
    const int ownPlace = (gapArea(index).top() + gapArea(index + 1).bottom()) / 2;
    int nearest = 0; // Nearest to its own place: no move.
    int distance = std::abs(ownPlace - y);
    for (int gap = 1; gap < int(m_bars.size()); ++gap) {
        const auto place = placeInGap(gap);
        const bool own = gap == index || gap == index + 1;
        if (own || !place || place->role != id.role || std::abs(gapCentre(gap) - y) >= distance)
            continue;
        nearest = gap;
        distance = std::abs(gapCentre(gap) - y);
    }
    m_drag->gap = nearest;
    bar->move(bar->x(), y - bar->height() / 2);
    Q_EMIT sightRequested(bar->geometry());
    update();
}

void HourglassView::endDrag(bool drop) {
    if (!m_drag)
        return;
    const Drag drag = *std::exchange(m_drag, std::nullopt);
    drag.bar->setCarried(false);
    arrange(true);
    const auto place = drop ? placeInGap(drag.gap) : std::nullopt;
    const BarId id = drag.bar->content().id;
    if (place)
        Q_EMIT moveRequested(id, place->index > id.index ? place->index - 1 : place->index);
}

} // namespace hourglass::ui
