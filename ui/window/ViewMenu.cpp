// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/ViewMenu.h"

#include "ui/charts/PictureMenu.h"
#include "ui/style/Icons.h"
#include "ui/widgets/Actions.h"
#include "ui/widgets/TileArea.h"

#include <QActionGroup>
#include <QDockWidget>

#include <algorithm>
#include <utility>

namespace hourglass::ui {

ViewMenu::ViewMenu(const Appearance& appearance, QWidget* parent)
    : QMenu(tr("&View"), parent)
    , m_appearance(appearance)
    , m_zoomIn(makeAction({tr("Zoom &in"), "zoom-in", QKeySequence::ZoomIn, tr("Larger text")}, this))
    , m_zoomOut(makeAction({tr("Zoom &out"), "zoom-out", QKeySequence::ZoomOut, tr("Smaller text")}, this))
    , m_zoomReset(makeAction({tr("&Normal size"), "zoom-reset", Qt::CTRL | Qt::Key_0, tr("Text as it was")}, this))
    , m_presentation(makeAction({tr("P&resentation mode"), "present", Qt::Key_F11,
                                 tr("Fill the screen, in large letters, with what an audience should see; Escape leaves")},
                                this))
    , m_motion(makeAction({tr("S&mooth motion"), "", {}, tr("Let bars glide to their places rather than jump")}, this))
    , m_themes(new QActionGroup(this)) {
    m_presentation->setShortcuts({Qt::Key_F11, Qt::CTRL | Qt::SHIFT | Qt::Key_P});
    m_presentation->setCheckable(true);
    addTheme(ThemeChoice::System, tr("&System"), tr("Light or dark, as the desktop is"));
    addTheme(ThemeChoice::Light, tr("&Light"), tr("Dark text on a light ground"));
    addTheme(ThemeChoice::Dark, tr("&Dark"), tr("Light text on a dark ground"));
    addSeparator();
    connect(m_zoomIn, &QAction::triggered, this, [this] { zoomTo(m_appearance.zoom + 1); });
    connect(m_zoomOut, &QAction::triggered, this, [this] { zoomTo(m_appearance.zoom - 1); });
    connect(m_zoomReset, &QAction::triggered, this, [this] { zoomTo(0); });
    addActions({m_zoomIn, m_zoomOut, m_zoomReset});
    m_motion->setCheckable(true);
    connect(m_motion, &QAction::triggered, this, [this](bool on) {
        m_appearance.motion = on;
        keep(&Appearance::saveMotion);
    });
    addAction(m_motion);
    addAction(m_presentation);
    addSeparator();
    m_pictures = addMenu(themedIcon("picture"), tr("&Pictures and data"));
    m_pictures->menuAction()->setStatusTip(tr("Save or copy what a chart shows, or save its numbers"));
    connect(m_pictures, &QMenu::aboutToShow, this, &ViewMenu::fillPictures);
    addSeparator();
    apply();
}

void ViewMenu::addPanel(QDockWidget& panel) {
    QAction* toggle = panel.toggleViewAction();
    setTip(*toggle, tr("Show or hide the panel"));
    addAction(toggle);
}

void ViewMenu::addTiles(TileArea& tiles) {
    m_areas.push_back(&tiles);
    if (!m_tiles)
        makeTilesMenu();
    m_tiles->insertActions(m_tiles->actions().at(m_tiles->actions().size() - 3), tiles.toggles());
}

void ViewMenu::makeTilesMenu() {
    m_tiles = addMenu(themedIcon("tiles"), tr("&Tiles"));
    m_tiles->menuAction()->setStatusTip(tr("Which tiles are on show, and where"));
    m_tiles->setToolTipsVisible(true);
    m_tiles->addSeparator();
    auto* enlarge = makeAction({tr("&Enlarge, or show all"), "enlarge", Qt::CTRL | Qt::Key_Return,
                                tr("Let the tile that has the focus fill the workspace, and back")},
                               m_tiles);
    auto* usual = makeAction({tr("&Usual arrangement"), "reset", {}, tr("Lay all tiles where they were at first")}, m_tiles);
    connect(enlarge, &QAction::triggered, this, [this] { tilesOnShow().toggleActiveEnlarged(); });
    connect(usual, &QAction::triggered, this, [this] { tilesOnShow().arrangeAsUsual(); });
    m_tiles->addActions({enlarge, usual});
    connect(m_tiles, &QMenu::aboutToShow, this, [this] {
        for (const TileArea* area : m_areas)
            for (QAction* toggle : area->toggles())
                toggle->setVisible(area == &tilesOnShow());
    });
}

TileArea& ViewMenu::tilesOnShow() const {
    const auto visible = std::ranges::find_if(m_areas, &QWidget::isVisible);
    return visible == m_areas.end() ? *m_areas.front() : **visible;
}

void ViewMenu::setPresenting(bool presenting) {
    constexpr int hall = 6; // tenths that the text is larger, at least
    if (presenting) {
        m_usual = m_appearance;
        m_appearance.zoom = std::max(hall, m_appearance.zoom);
    } else if (m_usual) {
        m_appearance = *std::exchange(m_usual, std::nullopt);
    }
    apply();
}

void ViewMenu::fillPictures() {
    m_pictures->clear();
    for (auto* menu : parentWidget()->findChildren<PictureMenu*>())
        if (!menu->showsNothing()) {
            menu->refresh();
            m_pictures->addMenu(menu);
        }
    if (m_pictures->isEmpty())
        m_pictures->addAction(tr("No chart shows anything yet"))->setEnabled(false);
}

void ViewMenu::addTheme(ThemeChoice choice, const QString& text, const QString& tip) {
    QAction* action = m_themes->addAction(text);
    setTip(*action, tip);
    action->setCheckable(true);
    action->setData(int(choice));
    connect(action, &QAction::triggered, this, [this, choice] {
        m_appearance.theme = choice;
        keep(&Appearance::saveTheme);
    });
    addAction(action);
}

void ViewMenu::zoomTo(int zoom) {
    m_appearance.zoom = zoom;
    keep(&Appearance::saveZoom);
}

/// @param save  what was chosen
void ViewMenu::keep(void (Appearance::*save)() const) {
    apply();
    if (!m_usual)
        (m_appearance.*save)();
}

void ViewMenu::apply() {
    m_appearance.apply();
    m_zoomIn->setEnabled(m_appearance.zoom < Appearance::LargestZoom);
    m_zoomOut->setEnabled(m_appearance.zoom > Appearance::SmallestZoom);
    for (QAction* theme : m_themes->actions())
        theme->setChecked(theme->data().toInt() == int(m_appearance.theme));
    m_motion->setChecked(m_appearance.motion);
}

} // namespace hourglass::ui
