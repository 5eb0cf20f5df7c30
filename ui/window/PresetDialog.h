// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QStringList>

class QLabel;
class QListWidget;
class QPushButton;

namespace hourglass::ui {

class FaultLabel;
class UserPresets;

/// The presets that the user has saved: to rename in place, and to delete.
class PresetDialog : public QDialog {
    Q_OBJECT

public:
    PresetDialog(UserPresets& presets, QWidget* parent);

private:
    void fill();
    void showCurrent();
    void remove();

    UserPresets& m_presets;
    QListWidget* m_list; ///< a line for each of entries()
    QStringList m_lines; ///< what of them it shows; empty once the user has changed it
    QLabel* m_empty;
    FaultLabel* m_fault;
    QPushButton* m_rename;
    QPushButton* m_delete;
};

} // namespace hourglass::ui
