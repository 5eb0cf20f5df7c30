// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/Appearance.h"

#include <QMenu>

#include <optional>
#include <vector>

class QActionGroup;
class QDockWidget;

namespace hourglass::ui {

class TileArea;

/// Light or dark, large or small, what to do with charts, and which panels and tiles are open.
class ViewMenu : public QMenu {
    Q_OBJECT

public:
    /// Applies `appearance` at once; what the user chooses later is kept for the next start.
    ViewMenu(const Appearance& appearance, QWidget* parent);

    void addPanel(QDockWidget& panel);
    /// The menu of tiles is about those of the workspace on show.
    void addTiles(TileArea& tiles);
    QAction* presentation() const { return m_presentation; } ///< can be checked; the window does what it says
    /// While it lasts, text is as large as a hall needs, and nothing of what is chosen is kept.
    void setPresenting(bool presenting);

private:
    void addTheme(ThemeChoice choice, const QString& text, const QString& tip);
    void zoomTo(int zoom);
    void keep(void (Appearance::*save)() const);
    void apply();
    void fillPictures();
    void makeTilesMenu();
    TileArea& tilesOnShow() const;

    Appearance m_appearance;
    std::optional<Appearance> m_usual; ///< while presenting
    QAction* m_zoomIn;
    QAction* m_zoomOut;
    QAction* m_zoomReset;
    QAction* m_presentation;
    QAction* m_motion;
    QActionGroup* m_themes;
    QMenu* m_tiles = nullptr;
    std::vector<TileArea*> m_areas;
    QMenu* m_pictures; ///< one entry for each chart and grid that shows something
};

} // namespace hourglass::ui
