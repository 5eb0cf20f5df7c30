// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>

namespace hourglass::ui {

/// As rich text, so that a tooltip breaks its lines instead of crossing the screen.
QString asToolTip(const QString& text);
/// A label as it reads inside a sentence: "Learning rate" becomes "learning rate", "KL weight" stays.
QString inSentence(const QString& label);
/// "65,664", with the separators of the user's language.
QString grouped(std::int64_t number);

} // namespace hourglass::ui
