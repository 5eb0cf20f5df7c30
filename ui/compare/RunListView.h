// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QTableView>

namespace hourglass::ui {

class RunTable;

/// The list of runs. Space ticks the chosen rows; F2 and a double click edit a text.
class RunListView : public QTableView {
    Q_OBJECT

public:
    explicit RunListView(RunTable& runs, QWidget* parent = nullptr);

    QStringList selectedIds() const; ///< without PCA
    QString currentId() const;       ///< empty for PCA and for none

Q_SIGNALS:
    void selectionChangedByUser();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void fitColumns();
    void chooseAgain();

    RunTable& m_runs;
    QStringList m_chosen;      ///< by the user, whether or not the search finds them
    bool m_isChoosing = false; ///< the rows are exchanged, and it is not the user who chooses
};

} // namespace hourglass::ui
