// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <initializer_list>

class QAction;
class QToolButton;
class QWidget;

namespace hourglass::ui {

/// Controls of a panel, from left to right and on in the next row where one is full; the wheel scrolls past them.
QWidget* makeControlRow(std::initializer_list<QWidget*> controls);
/// With its icon before the words, which Tab reaches.
QToolButton* makeTextButton(const QString& text, const char* icon, const QString& tip);
/// The same for an action, with its icon text.
QToolButton* makeActionButton(QAction& action);

} // namespace hourglass::ui
