// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QString>

namespace hourglass::ui {

/// The user's, with the separators of thousands, which the C locale would leave out.
QLocale numberLocale();

/// A number as a figure or a table shows it: whole ones below 100,000 in full ("1,024"), others with so many significant
/// digits ("0.0171"); with an exponent only where plain digits would be long ("1.23e6").
QString numberText(double value, int digits = 3);

} // namespace hourglass::ui
