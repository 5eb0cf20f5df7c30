// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/TileArrangement.h"
#include "ui/widgets/TileDrop.h"

#include <QScrollArea>

#include <functional>
#include <map>
#include <vector>

class QAction;
class QMenu;
class QRubberBand;
class QSplitter;

namespace hourglass::ui {

class TileGroup;
class TileWindow;

/// Tiles that fill a workspace. Each can be enlarged, detached into a window, hidden and laid elsewhere, by mouse and by
/// keys; between them are splitters, and where they do not fit, the area scrolls. A content hears by its show and hide
/// events whether it is seen.
///
/// Functions that take an id take that of a tile that was added.
class TileArea : public QScrollArea {
    Q_OBJECT

public:
    /// @param name  of the object, under which the arrangement is remembered
    explicit TileArea(const QString& name, QWidget* parent = nullptr);
    ~TileArea() override;

    /// It is seen once it is in what setUsual() gets.
    /// @param help     what is to be seen, in a sentence or two
    /// @param content  belongs to the area from now on
    /// @param menu     behind a button beside the title, or null; stays its owner's
    void addTile(const QString& id, const QString& title, const QString& help, QWidget* content, QMenu* menu = nullptr);
    /// Where all tiles lie at first, and whenever the user wants them back there.
    void setUsual(const TilePlace& usual);

    const QString& title(const QString& id) const { return m_tiles.at(id).title; }
    const QString& help(const QString& id) const { return m_tiles.at(id).help; }
    QWidget* content(const QString& id) const { return m_tiles.at(id).content; }
    QMenu* menu(const QString& id) const { return m_tiles.at(id).menu; }
    /// Shows or hides the tile; one for each, in the usual order.
    QList<QAction*> toggles() const;

    TileState state(const QString& id) const { return m_arrangement.state(id); }
    void setState(const QString& id, TileState state);
    /// Where it can be seen: shown where it was hidden, in front of others, its window on top.
    void present(const QString& id);
    void arrangeAsUsual();
    /// Takes detached tiles off the screen, as the main window does with itself when it is closed.
    void hideWindows();

    /// The tile that fills the area, or an empty text.
    const QString& enlarged() const { return m_enlarged; }
    void toggleEnlarged(const QString& id);
    /// The tile with the focus, or the first one, if they are seen; a detached one with the focus is put back.
    void toggleActiveEnlarged();
    void showAll(); ///< instead of an enlarged one

    /// Those that are in place, by what they are seen with, in reading order.
    std::vector<QStringList> groups() const;
    bool canMove(const QString& id, TileSide side) const;
    void move(const QString& id, TileSide side);
    void join(const QString& id, const QString& other);

    void showDrop(const QString& id, const QPoint& place); ///< marks what would become of it; in pixels of the screen
    void drop(const QString& id, const QPoint& place);     ///< outside the window it is detached
    void callOffDrop();

    QByteArray saveState() const;
    /// Anything unreadable gives the usual arrangement.
    void restoreState(const QByteArray& state);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Tile {
        QString title;
        QString help;
        QWidget* content;
        QMenu* menu;
        QAction* toggle;
        TileWindow* window = nullptr; ///< while it is detached
        QByteArray geometry;          ///< of the window that it had last
    };
    struct Line { ///< of places beside or below each other
        QSplitter* splitter;
        std::vector<TilePlace*> places; ///< in m_arrangement: those on show
    };

    void rearrange(const std::function<void(TileArrangement&)>& change);
    void rebuild();
    QWidget* build(TilePlace& place);
    void setSizes(const Line& line);
    void syncWindow(const QString& id, Tile& tile);
    void showEnlarged();
    void refreshBars();
    TileGroup* groupOf(const QString& id) const;
    QString tileWith(const QWidget* widget) const;
    void focusNear(const QString& id);
    void scrollTo(const QPoint& place, bool follows);
    TileDrop dropAt(const QString& id, const QPoint& place) const;

    std::map<QString, Tile> m_tiles;
    TileArrangement m_usual;
    TileArrangement m_arrangement;
    QString m_enlarged;
    std::vector<TileGroup*> m_groups;
    std::vector<Line> m_lines;
    QWidget* m_hidden;     ///< parent of what is not in place
    QRubberBand* m_marker; ///< of where a tile would be dropped
};

} // namespace hourglass::ui
