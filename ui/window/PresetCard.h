// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/design/BarContent.h"

#include <QImage>
#include <QMetaType>
#include <QStyledItemDelegate>

#include <vector>

namespace hourglass::ui {

/// What a preset looks like: its hourglass, and a few samples of its data. Empty until that is known.
struct PresetPicture {
    std::vector<BarContent> bars;
    std::vector<QImage> samples;
};

/// Draws a preset as a card: a picture, a title, what it is for, the network in words.
class PresetCard : public QStyledItemDelegate {
    Q_OBJECT

public:
    static constexpr int SummaryRole = Qt::UserRole;     ///< QString; the title is the display role
    static constexpr int WordsRole = Qt::UserRole + 1;   ///< QString
    static constexpr int PictureRole = Qt::UserRole + 2; ///< PresetPicture

    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace hourglass::ui

Q_DECLARE_METATYPE(hourglass::ui::PresetPicture)
