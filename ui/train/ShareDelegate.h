// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace hourglass::ui {

/// Draws a share as a horizontal bar, with its text at the right of it.
class ShareDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    static constexpr int ShareRole = Qt::UserRole;     ///< 0 … 1: the length of the bar
    static constexpr int AsideRole = Qt::UserRole + 1; ///< whether it only stands there to be compared with

    enum class Size { Wide, Compact };

    explicit ShareDelegate(QObject* parent, Size size = Size::Wide)
        : QStyledItemDelegate(parent)
        , m_size(size) {}

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    int leftMargin() const;

    Size m_size;
};

} // namespace hourglass::ui
