// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/TileBar.h"

#include "ui/style/Icons.h"
#include "ui/widgets/IconButton.h"
#include "ui/widgets/TileArea.h"
#include "ui/widgets/TileTitles.h"
#include "ui/widgets/Words.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QSignalBlocker>
#include <QToolButton>

#include <algorithm>

namespace hourglass::ui {

namespace {

/// @param tip  one sentence: tooltip and status bar
void describe(QAction& action, const QString& text, const QString& tip) {
    const QString keys = action.shortcut().toString(QKeySequence::NativeText);
    action.setText(text);
    action.setStatusTip(tip);
    action.setToolTip(asToolTip(keys.isEmpty() ? tip : QStringLiteral("%1 (%2)").arg(tip, keys)));
}

} // namespace

TileBar::TileBar(TileArea& area, const QStringList& tiles, const QString& front)
    : m_area(area)
    , m_tiles(tiles)
    , m_titles(new TileTitles)
    , m_menu(new QMenu(this))
    , m_join(new QMenu(tr("&Join with"), this))
    , m_enlarge(add("enlarge", Qt::Key_Return))
    , m_detach(add("detach", {}))
    , m_hide(add("hide", {}))
    , m_ownButton(makeMenuButton("more", {}, tr("Save or copy the picture, or save its data")))
    , m_sizeButton(makeIconButton("enlarge", {}, {}))
    , m_menuButton(makeMenuButton("tiles", {}, tr("Enlarge, detach, hide or move this tile"))) {
    addTitles(front);
    addMoves();
    addButtons();
    connect(m_enlarge, &QAction::triggered, this, [this] { m_area.toggleEnlarged(current()); });
    connect(m_detach, &QAction::triggered, this, [this] {
        const bool isDetached = m_area.state(current()) == TileState::Detached;
        m_area.setState(current(), isDetached ? TileState::InPlace : TileState::Detached);
    });
    connect(m_hide, &QAction::triggered, this, [this] { m_area.setState(current(), TileState::Hidden); });
    connect(m_menu, &QMenu::aboutToShow, this, &TileBar::refresh);
    showCurrent();
}

void TileBar::addTitles(const QString& front) {
    for (const QString& id : m_tiles) {
        const int tab = m_titles->addTab(m_area.title(id));
        m_titles->setTabToolTip(tab, asToolTip(m_area.help(id)));
        m_titles->setTabWhatsThis(tab, m_area.help(id));
    }
    m_titles->setCurrentIndex(std::max(0, int(m_tiles.indexOf(front))));
    connect(m_titles, &QTabBar::currentChanged, this, [this] {
        Q_EMIT currentChanged(current());
        showCurrent(); // which asks the area what is enlarged now
    });
    connect(m_titles, &QTabBar::tabBarDoubleClicked, this, [this](int tab) {
        if (tab >= 0 && m_area.state(m_tiles[tab]) == TileState::InPlace)
            m_area.toggleEnlarged(m_tiles[tab]);
    });
    connect(m_titles, &TileTitles::menuRequested, this, &TileBar::openMenu);
    connect(m_titles, &TileTitles::dragged, this,
            [this](int tab, const QPoint& place) { m_area.showDrop(m_tiles[tab], place); });
    connect(m_titles, &TileTitles::dropped, this,
            [this](int tab, const QPoint& place) { m_area.drop(m_tiles[tab], place); });
    connect(m_titles, &TileTitles::calledOff, this, [this] { m_area.callOffDrop(); });
}

void TileBar::addButtons() {
    m_menuButton->setMenu(m_menu);
    connect(m_sizeButton, &QToolButton::clicked, this,
            [this] { (m_area.state(current()) == TileState::Detached ? m_detach : m_enlarge)->trigger(); });
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_titles, 1);
    for (QToolButton* button : {m_ownButton, m_sizeButton, m_menuButton})
        layout->addWidget(button);
}

void TileBar::addMoves() {
    struct Move {
        TileSide side;
        const char* icon;
        int key;
        QString text, tip;
    };
    const Move moves[] = {
        {TileSide::Left, "move-left", Qt::Key_Left, tr("Move &left"), tr("Move the tile a place to the left")},
        {TileSide::Right, "move-right", Qt::Key_Right, tr("Move &right"), tr("Move the tile a place to the right")},
        {TileSide::Above, "move-up", Qt::Key_Up, tr("Move &up"), tr("Move the tile a place up")},
        {TileSide::Below, "move-down", Qt::Key_Down, tr("Move d&own"), tr("Move the tile a place down")}};
    m_menu->addSeparator();
    for (const Move& move : moves) {
        QAction* action = add(move.icon, QKeySequence(Qt::CTRL | Qt::Key(move.key)));
        describe(*action, move.text, move.tip);
        connect(action, &QAction::triggered, this, [this, side = move.side] { m_area.move(current(), side); });
        m_moves.emplace_back(action, move.side);
    }
    m_menu->addMenu(m_join);
    m_join->menuAction()->setStatusTip(tr("Lay the tile over another one, as a tab"));
}

/// To the menu, and by its keys to the titles.
QAction* TileBar::add(const QString& icon, const QKeySequence& keys) {
    QAction* action = m_menu->addAction(themedIcon(icon), QString());
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    m_titles->addAction(action);
    return action;
}

QString TileBar::current() const {
    return m_tiles[std::max(0, m_titles->currentIndex())];
}

void TileBar::setCurrent(const QString& id) {
    m_titles->setCurrentIndex(int(m_tiles.indexOf(id)));
}

void TileBar::refresh() {
    const bool isDetached = m_area.state(current()) == TileState::Detached;
    const bool isEnlarged = m_area.enlarged() == current();
    describe(*m_enlarge, isEnlarged ? tr("Show &all tiles") : tr("&Enlarge"),
             isEnlarged ? tr("Back to all tiles") : tr("Let the tile fill the workspace; Escape goes back"));
    m_enlarge->setIcon(themedIcon(isEnlarged ? "shrink" : "enlarge"));
    m_enlarge->setEnabled(!isDetached);
    describe(*m_detach, isDetached ? tr("&Put back") : tr("&Detach"),
             isDetached ? tr("Back to its place among the tiles") : tr("Give the tile a window of its own"));
    m_detach->setIcon(themedIcon(isDetached ? "put-back" : "detach"));
    describe(*m_hide, tr("&Hide"), tr("Take the tile away; View, Tiles shows it again"));
    for (const auto& [action, side] : m_moves)
        action->setEnabled(m_area.canMove(current(), side));
    fillJoin();

    const QAction* sized = isDetached ? m_detach : m_enlarge;
    m_sizeButton->setIcon(sized->icon());
    m_sizeButton->setToolTip(sized->toolTip());
    m_sizeButton->setAccessibleName(tr("%1: %2").arg(m_area.title(current()), QString(sized->text()).remove('&')));
}

void TileBar::fillJoin() {
    m_join->clear();
    for (const QStringList& others : m_area.groups()) {
        if (others.contains(current()))
            continue;
        const QString title = m_area.title(others.front());
        QAction* action = m_join->addAction(QString());
        describe(*action, others.size() == 1 ? title : tr("%1 and %2 more").arg(title).arg(others.size() - 1),
                 tr("Lay the tile over these, as a tab"));
        connect(action, &QAction::triggered, this, [this, other = others.front()] { m_area.join(current(), other); });
    }
    m_join->setEnabled(!m_join->isEmpty() && m_area.state(current()) == TileState::InPlace);
}

void TileBar::showCurrent() {
    const QString title = m_area.title(current());
    QMenu* own = m_area.menu(current());
    m_titles->setAccessibleName(m_tiles.size() == 1 ? title : tr("Tiles"));
    m_titles->setAccessibleDescription(m_area.help(current()));
    m_ownButton->setMenu(own);
    m_ownButton->setVisible(own);
    m_ownButton->setAccessibleName(tr("Picture and data of %1").arg(title));
    m_menuButton->setAccessibleName(tr("Tile %1").arg(title));
    refresh();
}

void TileBar::openMenu(int tab, const QPoint& place) {
    if (tab >= 0)
        m_titles->setCurrentIndex(tab);
    m_menu->popup(place);
}

} // namespace hourglass::ui
