// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/PictureOrder.h"
#include "ui/widgets/ValueTable.h"

#include <vector>

namespace hourglass::ui {

/// What each method made of the picture, in figures. Whose row is chosen is on show.
class FigureTable : public ValueTable {
    Q_OBJECT

public:
    explicit FigureTable(QWidget* parent = nullptr);

    /// In the order in which they came. The row of the same method stays chosen.
    void setResults(const std::vector<PictureResult>& results, const QString& chosen);

    static QString decibels(double psnr);

Q_SIGNALS:
    void chosen(const QString& id); ///< by the user

private:
    std::vector<PictureResult> m_results;
};

} // namespace hourglass::ui
