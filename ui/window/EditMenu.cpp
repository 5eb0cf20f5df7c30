// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/EditMenu.h"

#include "ui/style/Icons.h"
#include "ui/window/Actions.h"
#include "ui/window/Documents.h"

#include <QApplication>
#include <QUndoStack>

namespace hourglass::ui {

EditMenu::EditMenu(QUndoStack& steps, Documents& documents, QWidget& window)
    : QMenu(tr("&Edit"), &window)
    , m_usual(steps) {
    m_steps.addStack(&steps);
    m_steps.setActiveStack(&steps);
    const auto add = [this](QAction* action, const char* icon, QKeySequence::StandardKey keys, const QString& tip) {
        action->setIcon(themedIcon(icon));
        action->setShortcut(keys);
        setTip(*action, tip);
        addAction(action);
    };
    add(m_steps.createUndoAction(this, tr("&Undo")), "undo", QKeySequence::Undo, tr("Take the last edit back"));
    add(m_steps.createRedoAction(this, tr("&Redo")), "redo", QKeySequence::Redo, tr("Make the edit again"));
    addSeparator();
    auto* paste = new QAction(tr("&Paste experiment"), this);
    add(paste, "paste", QKeySequence::Paste, tr("Open the experiment whose link is in the clipboard"));
    connect(paste, &QAction::triggered, &documents, &Documents::paste);
}

void EditMenu::addSteps(QUndoStack& steps, const QWidget& place) {
    m_steps.addStack(&steps);
    connect(qApp, &QApplication::focusChanged, this, [this, &steps, &place](QWidget*, QWidget* now) {
        if (now)
            m_steps.setActiveStack(place.isAncestorOf(now) ? &steps : &m_usual);
    });
}

} // namespace hourglass::ui
