// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>
#include <QPointer>
#include <QUndoGroup>

#include <vector>

namespace hourglass::ui {

/// Undo and redo, of whatever the user is at, and what comes from the clipboard.
class EditMenu : public QMenu {
    Q_OBJECT

public:
    /// @param steps   those of the experiment, which count wherever no others do
    /// @param window  parent
    EditMenu(QUndoStack& steps, QWidget& window);

    /// While the focus is in `place`, or in a window of a part of it, undo and redo are for these steps.
    void addSteps(QUndoStack& steps, const QWidget& place);

Q_SIGNALS:
    void pasteRequested();

private:
    struct Place {
        QUndoStack* steps;
        QPointer<const QWidget> widget;
    };
    void follow(const QWidget* focus);

    QUndoStack& m_usual;
    std::vector<Place> m_places;
    QUndoGroup m_steps;
};

} // namespace hourglass::ui
