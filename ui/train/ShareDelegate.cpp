// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/ShareDelegate.h"

#include "ui/style/Theme.h"

#include <QPainter>

#include <algorithm>

namespace hourglass::ui {

namespace {

constexpr double Thickness = 10; // px
constexpr int LeastLength = 60;
constexpr int Margin = 10;
constexpr int RowSpacing = 4;

int textWidth(const QStyleOptionViewItem& option) {
    return option.fontMetrics.horizontalAdvance("100.00 %") + Margin;
}

} // namespace

void ShareDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStyledItemDelegate::paint(painter, option, index);
    QRectF bar = QRectF(option.rect).adjusted(2 * Margin, 0, -textWidth(option), 0);
    bar.setTop(bar.center().y() - Thickness / 2);
    bar.setHeight(Thickness);
    const ChartColours colours = chartColours(option.palette);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colours.grid);
    painter->drawRoundedRect(bar, 2, 2);
    bar.setWidth(bar.width() * std::clamp(index.data(ShareRole).toDouble(), 0.0, 1.0));
    painter->setBrush(index.data(AsideRole).toBool() ? colours.baseline : colours.training);
    painter->drawRoundedRect(bar, 2, 2);
    painter->restore();
}

QSize ShareDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const QSize text = QStyledItemDelegate::sizeHint(option, index);
    return {2 * Margin + LeastLength + textWidth(option), text.height() + RowSpacing};
}

} // namespace hourglass::ui
