// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/FlowLayout.h"

#include <QWidget>

#include <algorithm>

namespace hourglass::ui {

FlowLayout::FlowLayout(int horizontalSpacing, int verticalSpacing)
    : m_horizontalSpacing(horizontalSpacing)
    , m_verticalSpacing(verticalSpacing) {
    setContentsMargins(0, 0, 0, 0);
}

FlowLayout::~FlowLayout() = default;

void FlowLayout::addItem(QLayoutItem* item) {
    m_items.emplace_back(item);
    invalidate();
}

QLayoutItem* FlowLayout::itemAt(int index) const {
    return index >= 0 && index < count() ? m_items[std::size_t(index)].get() : nullptr;
}

QLayoutItem* FlowLayout::takeAt(int index) {
    if (!itemAt(index))
        return nullptr;
    QLayoutItem* item = m_items[std::size_t(index)].release();
    m_items.erase(m_items.begin() + index);
    invalidate();
    return item;
}

int FlowLayout::heightForWidth(int width) const {
    return arrange({0, 0, width, 0}, false);
}

QSize FlowLayout::sizeHint() const {
    QSize size;
    for (const auto& item : m_items) {
        const QSize hint = item->sizeHint();
        size = {size.width() + hint.width() + (size.isEmpty() ? 0 : m_horizontalSpacing),
                std::max(size.height(), hint.height())};
    }
    return size.grownBy(contentsMargins());
}

QSize FlowLayout::minimumSize() const {
    QSize size;
    for (const auto& item : m_items)
        size = size.expandedTo(item->minimumSize());
    return size.grownBy(contentsMargins());
}

void FlowLayout::setGeometry(const QRect& rect) {
    QLayout::setGeometry(rect);
    arrange(rect, true);
}

int FlowLayout::arrange(const QRect& rect, bool apply) const {
    const QRect inner = rect.marginsRemoved(contentsMargins());
    const auto sizeOf = [&](const QLayoutItem& item) {
        const QSize size = item.sizeHint();
        if (size.width() <= inner.width())
            return size;
        return QSize(inner.width(), item.hasHeightForWidth() ? item.heightForWidth(inner.width()) : size.height());
    };
    // A row is placed once it is known how high it is, so that its items stand on one middle line.
    std::vector<QLayoutItem*> row;
    int x = 0;
    int y = inner.y();
    int rowHeight = 0;
    const auto placeRow = [&] {
        int left = inner.x();
        for (QLayoutItem* item : row) {
            const QSize size = sizeOf(*item);
            if (apply)
                item->setGeometry({QPoint(left, y + (rowHeight - size.height()) / 2), size});
            left += size.width() + m_horizontalSpacing;
        }
        row.clear();
    };
    for (const auto& item : m_items) {
        if (item->isEmpty())
            continue;
        const QSize size = sizeOf(*item);
        if (!row.empty() && x + size.width() > inner.width()) {
            placeRow();
            y += rowHeight + m_verticalSpacing;
            x = rowHeight = 0;
        }
        row.push_back(item.get());
        x += size.width() + m_horizontalSpacing;
        rowHeight = std::max(rowHeight, size.height());
    }
    placeRow();
    return y + rowHeight - rect.y() + contentsMargins().bottom();
}

} // namespace hourglass::ui
