// SPDX-License-Identifier: GPL-3.0-or-later
// How DimensionSliders looks, and where everything lies.
#include "ui/explore/DimensionSliders.h"

#include "ui/widgets/NumberBox.h"
#include "ui/widgets/SmallFont.h"

#include <QPaintEvent>
#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>

#include <algorithm>

namespace hourglass::ui {

namespace {
constexpr int Gap = 6;
constexpr int LargestPicture = 44; // px
constexpr double HandleRadius = 6;
constexpr double GrooveHeight = 4;
} // namespace

int DimensionSliders::lineHeight() const {
    return std::max(22, fontMetrics().height() + Gap);
}

int DimensionSliders::numberWidth() const {
    return fontMetrics().horizontalAdvance("-0.0000") + Gap;
}

int DimensionSliders::trackLeft() const {
    return lineHeight() + fontMetrics().horizontalAdvance("0000") + 2 * Gap;
}

int DimensionSliders::trackWidth() const {
    return std::max(20, viewport()->width() - numberWidth() - Gap - trackLeft());
}

int DimensionSliders::pictureSide() const {
    return std::clamp(trackWidth() / SweepSteps - 2, 0, LargestPicture);
}

int DimensionSliders::rowHeight() const {
    return lineHeight() + pictureSide() + Gap;
}

int DimensionSliders::headingHeight() const {
    return fontMetrics().height() + 2 * Gap;
}

int DimensionSliders::topOf(std::size_t row) const {
    return int(row) * m_rowHeight + (row >= m_firstInactive ? headingHeight() : 0) - verticalScrollBar()->value();
}

QRect DimensionSliders::lockOf(std::size_t row) const {
    return {0, topOf(row), lineHeight(), lineHeight()};
}

QRect DimensionSliders::numberOf(std::size_t row) const {
    return {viewport()->width() - numberWidth(), topOf(row), numberWidth(), lineHeight()};
}

QRect DimensionSliders::trackOf(std::size_t row) const {
    return {trackLeft(), topOf(row), trackWidth(), lineHeight()};
}

QRect DimensionSliders::sweepOf(std::size_t row) const {
    return {trackLeft(), topOf(row) + lineHeight(), trackWidth(), pictureSide()};
}

std::optional<std::size_t> DimensionSliders::rowAt(int y) const {
    for (std::size_t row = 0; row < m_rows.size(); ++row) {
        const int top = topOf(row);
        if (y < top)
            break;
        if (y < top + rowHeight())
            return row;
    }
    return std::nullopt;
}

std::vector<DimensionSliders::Row> DimensionSliders::rowsInSight() const {
    std::vector<Row> rows;
    for (std::size_t row = 0; row < m_rows.size() && topOf(row) < viewport()->height(); ++row)
        if (topOf(row) + rowHeight() > 0)
            rows.push_back(m_rows[row]);
    return rows;
}

/// In the middle of the first picture for the lowest value, and of the last one for the highest.
double DimensionSliders::xOf(const Row& row, const QRect& track, double value) const {
    const double margin = double(track.width()) / SweepSteps / 2;
    const double share = row.highest > row.lowest ? (value - row.lowest) / (row.highest - row.lowest) : 0.5;
    return track.left() + margin + std::clamp(share, 0.0, 1.0) * (track.width() - 2 * margin);
}

double DimensionSliders::valueAt(const Row& row, const QRect& track, double x) const {
    const double margin = double(track.width()) / SweepSteps / 2;
    const double share = std::clamp((x - track.left() - margin) / (track.width() - 2 * margin), 0.0, 1.0);
    return row.lowest + share * (row.highest - row.lowest);
}

void DimensionSliders::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_rows.empty()) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(viewport()->rect().adjusted(12, 12, -12, -12), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
        return;
    }
    for (std::size_t row = 0; row < m_rows.size() && topOf(row) < viewport()->height(); ++row) {
        if (row == m_firstInactive) {
            painter.setPen(palette().color(QPalette::PlaceholderText));
            painter.drawText(QRect(Gap, topOf(row) - headingHeight(), viewport()->width() - Gap, headingHeight()),
                             Qt::AlignLeft | Qt::AlignVCenter,
                             tr("%n number(s) that tell no samples apart", nullptr, int(m_rows.size() - m_firstInactive)));
        }
        if (event->rect().intersects(QRect(0, topOf(row), viewport()->width(), rowHeight())))
            paintRow(painter, row);
    }
}

void DimensionSliders::paintRow(QPainter& painter, std::size_t index) {
    const Row& row = m_rows[index];
    const bool isCurrent = m_current == index && hasFocus();
    const QRect track = trackOf(index);
    if (isCurrent) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(0, topOf(index), viewport()->width(), rowHeight() - 2).adjusted(0.5, 0.5, -0.5, -0.5),
                                4, 4);
    }
    const auto dimension = std::size_t(row.dimension);
    paintLock(painter, lockOf(index), dimension < m_locked.size() && m_locked[dimension]);
    painter.setPen(palette().color(row.isActive ? QPalette::Text : QPalette::PlaceholderText));
    painter.drawText(QRect(lineHeight(), track.top(), trackLeft() - lineHeight() - Gap, track.height()),
                     Qt::AlignRight | Qt::AlignVCenter, QString::number(row.dimension + 1));
    painter.drawText(numberOf(index).adjusted(0, 0, -2, 0), Qt::AlignRight | Qt::AlignVCenter,
                     QString::number(valueOf(row), 'f', 2));
    paintTrack(painter, row, track, isCurrent);

    const auto sweep = m_sweeps.find(row.dimension);
    if (sweep == m_sweeps.end())
        return;
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const double pitch = double(track.width()) / SweepSteps;
    for (std::size_t step = 0; step < sweep->second.size(); ++step) {
        const QPixmap& picture = sweep->second[step];
        QRectF place({}, QSizeF(picture.size()).scaled(pictureSide(), pictureSide(), Qt::KeepAspectRatio));
        place.moveCenter({track.left() + (double(step) + 0.5) * pitch, double(sweepOf(index).center().y())});
        painter.drawPixmap(place.toAlignedRect(), picture);
    }
}

void DimensionSliders::paintTrack(QPainter& painter, const Row& row, const QRect& track, bool isCurrent) {
    const double middle = track.center().y() + 0.5;
    const QRectF groove(QPointF(xOf(row, track, row.lowest), middle - GrooveHeight / 2),
                        QPointF(xOf(row, track, row.highest), middle + GrooveHeight / 2));
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette().color(QPalette::Mid));
    painter.drawRoundedRect(groove, GrooveHeight / 2, GrooveHeight / 2);
    const double mean = xOf(row, track, row.mean), value = xOf(row, track, valueOf(row));
    QColor accent = palette().color(QPalette::Highlight);
    if (!row.isActive)
        accent = palette().color(QPalette::PlaceholderText);
    painter.setBrush(accent);
    painter.drawRect(QRectF(QPointF(std::min(mean, value), groove.top()), QPointF(std::max(mean, value), groove.bottom())));
    painter.drawRect(QRectF(mean - 1, middle - HandleRadius, 2, 2 * HandleRadius)); // the mean
    painter.setPen(QPen(palette().color(QPalette::Base), 1.5));
    painter.drawEllipse(QPointF(value, middle), HandleRadius + (isCurrent ? 1 : 0), HandleRadius + (isCurrent ? 1 : 0));
}

void DimensionSliders::paintLock(QPainter& painter, const QRect& place, bool locked) {
    const QPointF centre = QRectF(place).center();
    const QColor colour = palette().color(locked ? QPalette::Text : QPalette::Mid);
    painter.setPen(QPen(colour, 1.6));
    painter.setBrush(Qt::NoBrush);
    QPainterPath shackle;
    shackle.moveTo(centre + QPointF(-3, -1));
    shackle.lineTo(centre + QPointF(-3, -3));
    shackle.arcTo(QRectF(centre.x() - 3, centre.y() - 6.5, 6, 7), 180, locked ? -180 : -130);
    if (locked)
        shackle.lineTo(centre + QPointF(3, -1));
    painter.drawPath(shackle);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawRoundedRect(QRectF(centre.x() - 5, centre.y() - 1, 10, 7), 1.5, 1.5);
}

} // namespace hourglass::ui
