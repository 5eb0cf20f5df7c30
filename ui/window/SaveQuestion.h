// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace hourglass::ui {

/// Asks whether to save, to let go, or to cancel, which does nothing. Does not wait.
void askToSave(QWidget& window, const QString& title, const QString& text, const std::function<void()>& save,
               const std::function<void()>& discard);

} // namespace hourglass::ui
