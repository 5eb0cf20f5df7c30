// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/EditMenu.h"

#include "ui/style/Icons.h"
#include "ui/widgets/Actions.h"

#include <QApplication>
#include <QMenuBar>
#include <QUndoStack>

#include <algorithm>

namespace hourglass::ui {

EditMenu::EditMenu(QUndoStack& steps, QWidget& window)
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
    auto* paste = new QAction(tr("&Paste"), this);
    add(paste, "paste", QKeySequence::Paste,
        tr("Open the picture that is in the clipboard, or the experiment whose link is"));
    connect(paste, &QAction::triggered, this, &EditMenu::pasteRequested);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) { follow(now); });
}

void EditMenu::addSteps(QUndoStack& steps, const QWidget& place) {
    m_steps.addStack(&steps);
    m_places.push_back({&steps, &place});
}

void EditMenu::follow(const QWidget* focus) {
    if (!focus || qobject_cast<const QMenuBar*>(focus) || qobject_cast<const QMenu*>(focus))
        return;                                           // menus are about what had the focus before
    const auto isPartOf = [focus](const QWidget* place) { // QWidget::isAncestorOf() ends at windows
        const QWidget* part = focus;
        while (part && part != place)
            part = part->parentWidget();
        return part != nullptr;
    };
    const auto place =
        std::ranges::find_if(m_places, [&](const Place& known) { return known.widget && isPartOf(known.widget); });
    m_steps.setActiveStack(place == m_places.end() ? &m_usual : place->steps);
}

} // namespace hourglass::ui
