// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/HelpMenu.h"

#include "engine/api/Runtime.h"
#include "ui/design/DesignKeys.h"
#include "ui/session/Convert.h"
#include "ui/widgets/Actions.h"
#include "ui/window/HelpViewer.h"

#include <QMessageBox>

namespace hourglass::ui {

namespace {

HelpViewer* makeViewer(QWidget& window) {
    auto* viewer = new HelpViewer(&window);
    viewer->setAttribute(Qt::WA_DeleteOnClose);
    return viewer;
}

} // namespace

HelpMenu::HelpMenu(QWidget& window)
    : QMenu(tr("&Help"), &window)
    , m_window(window) {
    auto* guide = makeAction(
        {tr("&User guide"), "help", QKeySequence::HelpContents, tr("What an autoencoder is, and how to use this window")},
        this);
    auto* shortcuts = makeAction({tr("&Keyboard shortcuts"), "keyboard", {}, tr("Every key that does something")}, this);
    auto* about = makeAction({tr("&About Hourglass"), "about", {}, tr("Version and licence")}, this);
    connect(guide, &QAction::triggered, this, &HelpMenu::showGuide);
    connect(shortcuts, &QAction::triggered, this, &HelpMenu::showShortcuts);
    connect(about, &QAction::triggered, this, &HelpMenu::showAbout);
    addActions({guide, shortcuts, about});
}

void HelpMenu::showGuide() {
    makeViewer(m_window)->showPage("index.md");
}

void HelpMenu::showShortcuts() {
    const QString head = tr("| Key | Does |") + "\n|:--|:--|\n";
    QString table = head;
    for (const QAction* action : m_window.findChildren<QAction*>()) {
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        const QString line = QString("| %1 | %2 |\n").arg(keys, action->statusTip());
        if (!keys.isEmpty() && !table.contains(line)) // each chart has a key of its own for the same
            table += line;
    }
    table += QString("| %1 | %2 |\n").arg(tr("Esc"), tr("Back to all tiles, and out of the presentation"));
    table += QString("\n\n### %1\n\n").arg(tr("In the design, on the chosen bar")) + head;
    for (const KeyHelp& key : designKeys())
        table += QString("| %1 | %2 |\n").arg(key.keys, key.does);
    makeViewer(m_window)->showText(tr("Keyboard shortcuts"), table);
}

void HelpMenu::showAbout() {
    auto* box = new QMessageBox(QMessageBox::NoIcon, tr("About Hourglass"),
                                tr("<h3>Hourglass %1</h3>"
                                   "<p>A playground for autoencoders: draw one, train it, watch it learn.</p>"
                                   "<p>Free software under the GNU General Public License, version 3 or later. "
                                   "It comes without any warranty.</p>")
                                    .arg(toQString(programVersion())),
                                QMessageBox::Close, &m_window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace hourglass::ui
