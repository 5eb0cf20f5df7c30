// SPDX-License-Identifier: GPL-3.0-or-later
// What a LossPlot says of the course of a training: its stages, and what was changed on the way.
#include "ui/charts/LossPlot.h"

#include "ui/style/Theme.h"
#include "ui/widgets/Words.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace hourglass::ui {

namespace {
constexpr double MarkReach = 5; // px, from which the pointer reads a mark
constexpr double FlagSize = 5;  // px
} // namespace

void LossPlot::setStages(std::vector<Stage> stages) {
    m_stages = std::move(stages);
    refreshNow();
}

void LossPlot::setMarks(std::vector<Mark> marks) {
    m_marks = std::move(marks);
    viewport()->update();
}

/// Every other one is shaded, and each says at the bottom what it is, where it has room.
void LossPlot::paintStages(QPainter& painter) const {
    const QRectF area = plotArea();
    QColor shade = palette().color(QPalette::Text);
    shade.setAlphaF(0.05f);
    bool isShaded = true;
    double from = 0;
    for (const Stage& stage : m_stages) {
        const double left = std::max(toPixels({from, 0}).x(), area.left());
        const double right = std::min(toPixels({double(stage.lastStep), 0}).x(), area.right());
        from = double(stage.lastStep);
        const bool shaded = std::exchange(isShaded, !isShaded);
        if (right <= left)
            continue;
        const QRectF room(left, area.top(), right - left, area.height());
        if (shaded)
            painter.fillRect(room, shade);
        painter.setPen(chartColours(palette()).mutedText);
        const QString name = painter.fontMetrics().elidedText(stage.name, Qt::ElideRight, int(room.width()) - 6);
        if (name.size() > 1) // more than the sign that something was left out
            painter.drawText(room.adjusted(3, 0, -3, -painter.fontMetrics().height()), Qt::AlignLeft | Qt::AlignBottom,
                             name);
    }
}

void LossPlot::paintMarks(QPainter& painter) const {
    const QRectF area = plotArea();
    const QColor colour = palette().color(QPalette::Link);
    for (const Mark& mark : m_marks) {
        const double x = toPixels({double(mark.step), 0}).x();
        if (x < area.left() - 1 || x > area.right() + 1)
            continue;
        painter.setPen(QPen(colour, 1, Qt::DotLine));
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawPolygon(QPolygonF({{x, area.bottom()},
                                       {x + 1.6 * FlagSize, area.bottom() - FlagSize}, // the epochs' names are above
                                       {x, area.bottom() - 2 * FlagSize}}));
    }
}

QStringList LossPlot::marksAt(double step) const {
    QStringList texts;
    const double x = toPixels({step, 0}).x();
    for (const Mark& mark : m_marks)
        if (std::abs(toPixels({double(mark.step), 0}).x() - x) <= MarkReach)
            texts << tr("%1, from step %2 on").arg(mark.text, grouped(mark.step + 1));
    return texts;
}

} // namespace hourglass::ui
