// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/Workspaces.h"

#include "ui/widgets/Actions.h"

#include <QMenu>
#include <QTabBar>

namespace hourglass::ui {

Workspaces::Workspaces(QMenu& menu)
    : m_menu(menu) {
    setAccessibleName(tr("Workspaces"));
    setDocumentMode(true);
    tabBar()->setChangeCurrentOnDrag(true); // a sample can be carried from one to another
}

void Workspaces::add(QWidget* workspace, const char* id, const QString& title, const char* icon, const QString& tip) {
    const int index = addTab(workspace, title);
    workspace->setObjectName(id);
    auto* action = makeAction({title, icon, QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + index)), tip}, &m_menu);
    setTabToolTip(index, action->toolTip());
    connect(action, &QAction::triggered, this, [this, workspace] {
        setCurrentWidget(workspace);
        setFocus(); // where plain keys are the window's shortcuts
    });
    m_menu.addAction(action);
}

QWidget* Workspaces::workspace(const QString& id) const {
    for (int index = 0; index < count(); ++index)
        if (widget(index)->objectName() == id)
            return widget(index);
    return nullptr;
}

void Workspaces::present(QWidget* workspace) {
    if (currentWidget() == workspace)
        return;
    setCurrentWidget(workspace);
    setFocus();
}

} // namespace hourglass::ui
