// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace hourglass::ui {

/// Asks before something is done that cannot be undone, or to cancel, which does nothing. Does not wait.
/// @param question     "Delete the preset?"
/// @param consequence  what will be gone, as a sentence
/// @param verb         of the button that does it: "&Delete"
void askToConfirm(QWidget& window, const QString& question, const QString& consequence, const QString& verb,
                  const std::function<void()>& confirmed);

} // namespace hourglass::ui
