// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace hourglass::ui {

/// Asks whether what is there may be replaced, or to cancel, which does nothing. Does not wait.
/// @param text  what is there, as a sentence
void askToReplace(QWidget& window, const QString& text, const std::function<void()>& replace);

} // namespace hourglass::ui
