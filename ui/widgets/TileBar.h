// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/TileArrangement.h"

#include <QStringList>
#include <QWidget>

#include <vector>

class QAction;
class QMenu;
class QToolButton;

namespace hourglass::ui {

class TileArea;
class TileTitles;

/// Over the tiles of one place: their titles, and what can be done with the one on show, by buttons, menu and keys.
class TileBar : public QWidget {
    Q_OBJECT

public:
    /// @param tiles  in place, or a single one that is detached
    /// @param front  one of them, or else the first one is on show
    TileBar(TileArea& area, const QStringList& tiles, const QString& front);

    const QStringList& tiles() const { return m_tiles; }
    QString current() const;
    void setCurrent(const QString& id);
    TileTitles& titles() const { return *m_titles; }
    /// What can be done depends on where the tiles lie.
    void refresh();

Q_SIGNALS:
    void currentChanged(const QString& id);

private:
    void addTitles(const QString& front);
    void addButtons();
    void addMoves();
    QAction* add(const QString& icon, const QKeySequence& keys);
    void fillJoin();
    void showCurrent();
    void openMenu(int tab, const QPoint& place);

    TileArea& m_area;
    QStringList m_tiles;
    TileTitles* m_titles;
    QMenu* m_menu;
    QMenu* m_join;
    QAction* m_enlarge;
    QAction* m_detach; ///< or put back
    QAction* m_hide;
    std::vector<std::pair<QAction*, TileSide>> m_moves;
    QToolButton* m_ownButton; ///< opens the tile's own menu, where it has one
    QToolButton* m_sizeButton;
    QToolButton* m_menuButton;
};

} // namespace hourglass::ui
