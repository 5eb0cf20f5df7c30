// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/explore/Exploration.h"
#include "ui/session/BesideModel.h"

#include <QWidget>

#include <vector>

namespace hourglass::ui {

class ArithmeticPanel;
class BesidePanel;
class CodePanel;
class DrawPanel;
class Explorer;
class FiguresPanel;
class FilmSaver;
class InterpolationPanel;
class PictureMenu;
class PlanePanel;
class RandomPanel;
class TileArea;

/// Walk through the latent space of the network on show, while it trains and after.
class ExploreWorkspace : public QWidget {
    Q_OBJECT

public:
    /// @param explorer  outlives this
    explicit ExploreWorkspace(Explorer& explorer, QWidget* parent = nullptr);
    ~ExploreWorkspace() override;

    Exploration& exploration() { return m_exploration; }
    TileArea& tiles() { return *m_tiles; }
    /// Samples that the user has selected on a map of the network's data.
    void setSelection(const std::vector<int>& samples);

Q_SIGNALS:
    /// Whether any of it can be seen, here or in windows of its own.
    void wanted(bool wanted);
    /// The user has got a picture or data, or could not.
    void saved(const QString& path);
    void failed(const QString& message);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void addTiles();
    void addTile(const QString& id, const QString& title, const QString& help, QWidget* panel, PictureMenu* menu);

    Exploration m_exploration;
    BesideModel m_besideModel;
    CodePanel* m_code;
    InterpolationPanel* m_interpolation;
    PlanePanel* m_plane;
    RandomPanel* m_random;
    ArithmeticPanel* m_arithmetic;
    DrawPanel* m_draw;
    BesidePanel* m_beside;
    FiguresPanel* m_figures;
    FilmSaver* m_films;
    TileArea* m_tiles;
    std::vector<QWidget*> m_panels;
};

} // namespace hourglass::ui
