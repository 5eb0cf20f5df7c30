// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/ShortcutGuard.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QGroupBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextEdit>

namespace hourglass::ui {

namespace {

template <typename... Widgets>
bool isOneOf(const QWidget* widget) {
    return ((qobject_cast<const Widgets*>(widget) != nullptr) || ...);
}

bool hasUseFor(const QWidget* widget, const QKeyEvent& key) {
    const auto others = key.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier);
    const QString text = key.text();
    if (others != Qt::NoModifier || text.isEmpty() || !text.front().isPrint())
        return false; // Return, Escape and the like: whoever needs them says so himself, as an open list does
    if (isOneOf<QLineEdit, QAbstractSpinBox, QPlainTextEdit, QTextEdit, QComboBox, QAbstractItemView>(widget))
        return true; // a list jumps to the entry that begins with the letter
    return key.key() == Qt::Key_Space && isOneOf<QAbstractButton, QGroupBox>(widget);
}

/// Also of what lies in a window of its own, as a floating panel does.
bool isAncestor(const QWidget& window, const QWidget* widget) {
    while (widget && widget != &window)
        widget = widget->parentWidget();
    return widget;
}

} // namespace

ShortcutGuard::ShortcutGuard(QWidget& window)
    : QObject(&window)
    , m_window(window) {
    qApp->installEventFilter(this);
}

bool ShortcutGuard::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::ShortcutOverride || !watched->isWidgetType())
        return false;
    const auto* widget = static_cast<QWidget*>(watched);
    if (!isAncestor(m_window, widget) || !hasUseFor(widget, static_cast<QKeyEvent&>(*event)))
        return false;
    event->accept();
    return true;
}

} // namespace hourglass::ui
