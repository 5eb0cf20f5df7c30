// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explore/ExploreWorkspace.h"

#include "ui/charts/PictureMenu.h"
#include "ui/explore/ArithmeticPanel.h"
#include "ui/explore/BesidePanel.h"
#include "ui/explore/CodePanel.h"
#include "ui/explore/DrawPanel.h"
#include "ui/explore/FiguresPanel.h"
#include "ui/explore/FilmSaver.h"
#include "ui/explore/InterpolationPanel.h"
#include "ui/explore/PlanePanel.h"
#include "ui/explore/RandomPanel.h"
#include "ui/session/Explorer.h"
#include "ui/widgets/TileArea.h"

#include <QEvent>
#include <QVBoxLayout>

#include <algorithm>

namespace hourglass::ui {

ExploreWorkspace::ExploreWorkspace(Explorer& explorer, QWidget* parent)
    : QWidget(parent)
    , m_exploration(explorer.quick(), explorer.patient())
    , m_code(new CodePanel(m_exploration))
    , m_interpolation(new InterpolationPanel(m_exploration))
    , m_plane(new PlanePanel(m_exploration))
    , m_random(new RandomPanel(m_exploration))
    , m_arithmetic(new ArithmeticPanel(m_exploration))
    , m_draw(new DrawPanel(m_exploration))
    , m_beside(new BesidePanel(m_exploration, *m_interpolation, *m_plane, m_besideModel))
    , m_figures(new FiguresPanel(m_exploration, explorer.thorough()))
    , m_films(new FilmSaver(m_exploration, *this))
    , m_tiles(new TileArea("ExploreTiles")) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_tiles);
    addTiles();
    connect(&explorer, &Explorer::begun, &m_exploration, &Exploration::begin);
    connect(&explorer, &Explorer::patientRenewed, &m_exploration, &Exploration::survey);
    connect(&explorer, &Explorer::renewed, &m_exploration, &Exploration::renew);
    connect(&explorer, &Explorer::gone, &m_exploration, &Exploration::leave);
    connect(this, &ExploreWorkspace::wanted, &explorer, &Explorer::setWanted);
    for (const ModelDesk* desk : {&explorer.quick(), &explorer.patient(), &explorer.thorough()})
        connect(desk, &ModelDesk::failed, this, &ExploreWorkspace::failed);
    connect(m_interpolation, &InterpolationPanel::failed, this, &ExploreWorkspace::failed);
    connect(m_interpolation, &InterpolationPanel::filmWanted, this,
            [this] { m_films->save(m_interpolation->film(), m_interpolation->columns(), m_interpolation->labels()); });
    connect(m_code, &CodePanel::failed, this, &ExploreWorkspace::failed);
    connect(m_arithmetic, &ArithmeticPanel::failed, this, &ExploreWorkspace::failed);
    connect(m_beside, &BesidePanel::saved, this, &ExploreWorkspace::saved);
    connect(m_beside, &BesidePanel::failed, this, &ExploreWorkspace::failed);
    connect(&m_besideModel, &BesideModel::failed, this, &ExploreWorkspace::failed);
    connect(m_films, &FilmSaver::saved, this, &ExploreWorkspace::saved);
    connect(m_films, &FilmSaver::failed, this, &ExploreWorkspace::failed);
}

ExploreWorkspace::~ExploreWorkspace() {
    delete m_tiles; // whose contents still use the exploration
}

void ExploreWorkspace::addTiles() {
    addTile(
        "code", tr("Code"),
        tr("A slider for each number of the code, those that change the picture most first, and what the decoder makes of "
           "them. The small pictures show what each number does."),
        m_code, new PictureMenu(*m_code, *m_code));
    addTile(
        "plane", tr("Latent plane"),
        tr("What the decoder makes of every place of two numbers of the code. Between the samples of a plain autoencoder "
           "there are holes, where nothing sensible is decoded; a variational one has none."),
        m_plane, new PictureMenu(*m_plane, *m_plane));
    addTile("interpolation", tr("Interpolation"),
            tr("A walk through the code from one sample to another. Drop samples or picture files on A and B."),
            m_interpolation, new PictureMenu(*m_interpolation, *m_interpolation));
    addTile("random", tr("Random"),
            tr("What the decoder makes of random codes. A variational network is trained so that they look like samples."),
            m_random, new PictureMenu(*m_random, *m_random));
    addTile("arithmetic", tr("Arithmetic"),
            tr("A sample plus what makes one group of samples different from another: the difference of the means of their "
               "codes."),
            m_arithmetic, new PictureMenu(*m_arithmetic, *m_arithmetic));
    addTile(
        "draw", tr("Draw"),
        tr("Draw a sample of your own: where it falls in the latent space, what is rebuilt of it, which samples lie nearest."),
        m_draw, new PictureMenu(*m_draw, *m_draw));
    addTile("beside", tr("Second model"), tr("Another network on the same data, with the same walk through it."), m_beside,
            nullptr);
    addTile("figures", tr("Figures"), tr("How good this latent space is, in numbers with their meaning."), m_figures,
            new PictureMenu(*m_figures, *m_figures));
    m_tiles->setUsual(
        TilePlace::row({TilePlace::tabs({"code", "draw"}, 2),
                        TilePlace::column({TilePlace::tabs({"plane", "beside"}, 3),
                                           TilePlace::tabs({"interpolation", "random", "arithmetic", "figures"}, 2)},
                                          3)}));
}

void ExploreWorkspace::addTile(const QString& id, const QString& title, const QString& help, QWidget* panel,
                               PictureMenu* menu) {
    if (menu) {
        connect(menu, &PictureMenu::saved, this, &ExploreWorkspace::saved);
        connect(menu, &PictureMenu::failed, this, &ExploreWorkspace::failed);
    }
    panel->installEventFilter(this);
    m_panels.push_back(panel);
    m_tiles->addTile(id, title, help, panel, menu);
}

void ExploreWorkspace::setSelection(const std::vector<int>& samples) {
    m_arithmetic->setSelection(samples);
}

/// A panel may be in a window of its own, while another workspace is on show.
bool ExploreWorkspace::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Show || event->type() == QEvent::Hide)
        Q_EMIT wanted(std::ranges::any_of(m_panels, [&](const QWidget* panel) {
            return panel == watched ? event->type() == QEvent::Show : panel->isVisible();
        }));
    return QWidget::eventFilter(watched, event);
}

} // namespace hourglass::ui
