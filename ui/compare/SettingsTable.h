// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/compare/ComparedRun.h"

#include <QWidget>

class QCheckBox;
class QTableWidget;

namespace hourglass::ui {

/// The settings of several runs, a column for each; rows in which they differ stand out.
class SettingsTable : public QWidget {
    Q_OBJECT

public:
    explicit SettingsTable(QWidget* parent = nullptr);

    void setRuns(const ComparedRuns& runs);

protected:
    void changeEvent(QEvent* event) override;

private:
    void fill();
    void hideEqualRows();

    ComparedRuns m_runs;
    QCheckBox* m_onlyDifferences;
    QTableWidget* m_table;
};

} // namespace hourglass::ui
