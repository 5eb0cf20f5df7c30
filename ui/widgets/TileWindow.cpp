// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/TileWindow.h"

#include "ui/widgets/TileArea.h"
#include "ui/widgets/TileGroup.h"
#include "ui/widgets/VisualTabOrder.h"

#include <QAction>
#include <QCloseEvent>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QVBoxLayout>

namespace hourglass::ui {

TileWindow::TileWindow(TileArea& area, const QString& id, const QByteArray& geometry)
    : QWidget(&area, Qt::Window)
    , m_group(new TileGroup(area, {id}, id)) {
    setWindowTitle(tr("%1 – Hourglass").arg(area.title(id)));
    setWindowIcon(area.window()->windowIcon());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_group);
    for (QAction* action : area.window()->findChildren<QAction*>())
        if (!action->shortcut().isEmpty() && action->shortcutContext() == Qt::WindowShortcut)
            addAction(action);
    if (!restoreGeometry(geometry))
        resize(640, 480);
}

void TileWindow::closeEvent(QCloseEvent* event) {
    const bool closesWithMainWindow = !parentWidget()->window()->isVisible(); // the program would never end otherwise
    if (closesWithMainWindow)
        return;
    event->ignore(); // it goes when its tile is back in place
    Q_EMIT closedByUser();
}

/// Keys go no further than to their window by themselves.
void TileWindow::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        QCoreApplication::sendEvent(parentWidget(), event);
    else
        QWidget::keyPressEvent(event);
}

bool TileWindow::focusNextPrevChild(bool next) {
    return focusInVisualOrder(*this, next);
}

} // namespace hourglass::ui
