// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/ShareDelegate.h"

#include "ui/style/Theme.h"

#include <QPainter>

#include <algorithm>

namespace hourglass::ui {

namespace {

constexpr double Thickness = 10; // px
constexpr int LeastLength = 60;
constexpr int CompactLength = 28;
constexpr int Margin = 10;
constexpr int CompactMargin = 4;
constexpr int RowSpacing = 4;

int textWidth(const QStyleOptionViewItem& option) {
    return option.fontMetrics.horizontalAdvance("100.00 %") + Margin;
}

} // namespace

int ShareDelegate::leftMargin() const {
    return m_size == Size::Wide ? 2 * Margin : CompactMargin;
}

void ShareDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStyledItemDelegate::paint(painter, option, index);
    QRectF bar = QRectF(option.rect).adjusted(leftMargin(), 0, -textWidth(option), 0);
    bar.setTop(bar.center().y() - Thickness / 2);
    bar.setHeight(Thickness);
    const ChartColours colours = chartColours(option.palette);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    const bool chosen = option.state & QStyle::State_Selected; // on the colour of the bar
    QColor onBar = option.palette.color(QPalette::HighlightedText);
    onBar.setAlphaF(0.25f);
    painter->setBrush(chosen ? onBar : colours.grid);
    painter->drawRoundedRect(bar, 2, 2);
    bar.setWidth(bar.width() * std::clamp(index.data(ShareRole).toDouble(), 0.0, 1.0));
    painter->setBrush(chosen                           ? option.palette.color(QPalette::HighlightedText)
                      : index.data(AsideRole).toBool() ? colours.baseline
                                                       : colours.training);
    painter->drawRoundedRect(bar, 2, 2);
    painter->restore();
}

QSize ShareDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const QSize text = QStyledItemDelegate::sizeHint(option, index);
    return {leftMargin() + (m_size == Size::Wide ? LeastLength : CompactLength) + textWidth(option),
            text.height() + RowSpacing};
}

} // namespace hourglass::ui
