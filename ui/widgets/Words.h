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
/// "sample 4,830 (sneaker)", or without a class "sample 4,830".
QString sampleText(std::int64_t sample, const QString& className);

} // namespace hourglass::ui
