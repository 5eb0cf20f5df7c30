// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/VisualTabOrder.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QWidget>

#include <algorithm>

namespace hourglass::ui {

namespace {

/// Row by row; what begins beside the first widget of a row, and above its middle, belongs to that row.
QList<QWidget*> inReadingOrder(QList<QWidget*> widgets) {
    std::ranges::stable_sort(widgets, {}, &QWidget::y);
    for (auto row = widgets.begin(); row != widgets.end();) {
        const int middle = (*row)->geometry().center().y();
        const auto next =
            std::find_if(row + 1, widgets.end(), [middle](const QWidget* widget) { return widget->y() > middle; });
        std::stable_sort(row, next, [](const QWidget* one, const QWidget* other) { return one->x() < other->x(); });
        row = next;
    }
    return widgets;
}

void collect(const QWidget& parent, QList<QWidget*>& order) {
    QList<QWidget*> children;
    for (auto* child : parent.findChildren<QWidget*>(Qt::FindDirectChildrenOnly))
        if (child->isVisible() && child->isEnabled() && !child->isWindow())
            children << child;
    for (QWidget* child : inReadingOrder(children)) {
        if ((child->focusPolicy() & Qt::TabFocus) && !child->focusProxy())
            order << child;
        if (!qobject_cast<QAbstractSpinBox*>(child) &&
            !qobject_cast<QComboBox*>(child)) // whose parts are not for themselves
            collect(*child, order);
    }
}

} // namespace

QList<QWidget*> visualTabOrder(const QWidget& window) {
    QList<QWidget*> order;
    collect(window, order);
    return order;
}

bool focusInVisualOrder(QWidget& window, bool next) {
    const QList<QWidget*> order = visualTabOrder(window);
    if (order.empty())
        return false;
    const QWidget* current = window.focusWidget();
    while (current && current != &window && !order.contains(current))
        current = current->parentWidget(); // a part of a control
    const auto place = order.indexOf(current);
    const auto after = place < 0 ? (next ? 0 : order.size() - 1) : (place + (next ? 1 : order.size() - 1)) % order.size();
    order[after]->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    return true;
}

} // namespace hourglass::ui
