// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/Words.h"

#include <QCoreApplication>
#include <QLocale>

namespace hourglass::ui {

QString asToolTip(const QString& text) {
    return text.isEmpty() ? QString() : QStringLiteral("<p>%1</p>").arg(text.toHtmlEscaped());
}

QString inSentence(const QString& label) {
    const bool abbreviation = label.size() > 1 && !label[1].isLower();
    return label.isEmpty() || abbreviation ? label : label[0].toLower() + label.mid(1);
}

QString grouped(std::int64_t number) {
    QLocale locale;
    locale.setNumberOptions(QLocale::DefaultNumberOptions); // The C locale would leave the separators out.
    return locale.toString(qlonglong(number));
}

QString sampleText(std::int64_t sample, const QString& className) {
    const QString number = QCoreApplication::translate("Words", "sample %1").arg(grouped(sample));
    return className.isEmpty() ? number : QStringLiteral("%1 (%2)").arg(number, className);
}

} // namespace hourglass::ui
