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

/// Whether the key would undo or redo in a field in which nothing has been typed since its last value was taken over. The
/// field would keep the key all the same, so that the last edit of the experiment could not be undone from there.
bool isUndoOfOthers(const QWidget* widget, const QKeyEvent& key) {
    if (!key.matches(QKeySequence::Undo) && !key.matches(QKeySequence::Redo))
        return false;
    const auto* line = qobject_cast<const QLineEdit*>(widget);
    if (const auto* box = qobject_cast<const QAbstractSpinBox*>(widget))
        line = box->findChild<QLineEdit*>();
    return line && !line->isModified();
}

/// A space belongs to no number: there, too, it is the window's, and what was typed until then counts.
bool isSpaceInNumber(QWidget* widget, const QKeyEvent& key) {
    auto* const box = qobject_cast<QAbstractSpinBox*>(widget);
    if (!box || key.key() != Qt::Key_Space || key.modifiers() != Qt::NoModifier)
        return false;
    box->interpretText();
    return true;
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
    auto* const widget = static_cast<QWidget*>(watched);
    const auto& key = static_cast<QKeyEvent&>(*event);
    if (!isAncestor(m_window, widget))
        return false;
    const bool forTheWindow = isUndoOfOthers(widget, key) || isSpaceInNumber(widget, key);
    if (!forTheWindow && !hasUseFor(widget, key))
        return false;
    event->setAccepted(!forTheWindow);
    return true;
}

} // namespace hourglass::ui
