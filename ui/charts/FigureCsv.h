// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Figure.h"

#include <QByteArray>

namespace hourglass::ui {

/// The numbers of a figure as a table (see CsvText.h), with a line for each bar, picture, arrow, dependency or fact. Any
/// thread.
QByteArray figureCsv(const Figure& figure);

} // namespace hourglass::ui
