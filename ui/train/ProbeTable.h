// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Probe.h"

#include "ui/widgets/ValueTable.h"

namespace hourglass::ui {

/// How well classifiers do on the code, and on what it is compared with.
class ProbeTable : public ValueTable {
    Q_OBJECT

public:
    explicit ProbeTable(QWidget* parent = nullptr);

    /// Forgets all rows.
    /// @param checked  samples that the next ones are measured on: their number says how many digits mean
    /// anything
    void begin(std::int64_t checked);
    void addRow(const ProbeRow& row);

private:
    int m_decimals = 1; ///< of a percentage
};

} // namespace hourglass::ui
