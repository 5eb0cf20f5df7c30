// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Reports.h"

#include "ui/widgets/ValueTable.h"

namespace hourglass::ui {

/// The terms of the objective on the validation part, counted in every way that is in use.
class LedgerTable : public ValueTable {
    Q_OBJECT

public:
    explicit LedgerTable(QWidget* parent = nullptr);

    /// @param features  numbers in a sample
    void setTerms(const std::vector<TermValue>& terms, std::int64_t features);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    /// Each as wide as its content, and what is left to all of them alike.
    void fitColumns();
};

} // namespace hourglass::ui
