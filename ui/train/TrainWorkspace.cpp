// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/TrainWorkspace.h"

#include "ui/charts/LatentChart.h"
#include "ui/charts/LossChart.h"
#include "ui/charts/PictureMenu.h"
#include "ui/session/Convert.h"
#include "ui/train/InsidePanel.h"
#include "ui/train/LatentPanel.h"
#include "ui/train/LedgerTable.h"
#include "ui/train/LensPanel.h"
#include "ui/train/ProbePanel.h"
#include "ui/train/ReconstructionPanel.h"
#include "ui/widgets/TileArea.h"

#include <QLabel>
#include <QVBoxLayout>

namespace hourglass::ui {

TrainWorkspace::TrainWorkspace(QWidget* parent)
    : QWidget(parent)
    , m_loss(new LossChart)
    , m_latent(new LatentPanel)
    , m_reconstructions(new ReconstructionPanel)
    , m_lens(new LensPanel)
    , m_inside(new InsidePanel)
    , m_ledger(new LedgerTable)
    , m_probe(new ProbePanel)
    , m_tiles(new TileArea("TrainTiles"))
    , m_stageNote(new QLabel) {
    m_stageNote->setWordWrap(true);
    m_stageNote->setTextFormat(Qt::PlainText);
    m_stageNote->setMargin(6);
    m_stageNote->hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_stageNote);
    layout->addWidget(m_tiles, 1);
    addTiles();
    connect(m_latent, &LatentPanel::watchEdited, this,
            [this](const LatentWatch& latent) { editWatch([&](Watch& watch) { watch.latent = latent; }); });
    connect(m_inside, &InsidePanel::saved, this, &TrainWorkspace::saved);
    connect(m_inside, &InsidePanel::failed, this, &TrainWorkspace::failed);
    connect(m_inside, &InsidePanel::watchEdited, this, &TrainWorkspace::editWatch);
    connect(m_reconstructions, &ReconstructionPanel::saved, this, &TrainWorkspace::saved);
    connect(m_reconstructions, &ReconstructionPanel::failed, this, &TrainWorkspace::failed);
    connect(m_reconstructions, &ReconstructionPanel::watchEdited, this, &TrainWorkspace::editWatch);
    connect(m_lens, &LensPanel::saved, this, &TrainWorkspace::saved);
    connect(m_lens, &LensPanel::failed, this, &TrainWorkspace::failed);
}

void TrainWorkspace::addTiles() {
    auto* lossMenu = new PictureMenu(*m_loss, *m_loss);
    auto* latentMenu = new PictureMenu(*m_latent, m_latent->chart());
    auto* ledgerMenu = new PictureMenu(*m_ledger, *m_ledger);
    auto* classifierMenu = new PictureMenu(m_probe->table(), m_probe->table());
    for (const PictureMenu* menu : {lossMenu, latentMenu, ledgerMenu, classifierMenu})
        connectMenu(*menu);
    m_tiles->addTile("loss", tr("Loss"),
                     tr("How wrong the network is, after every batch. It should fall quickly at first, then ever more "
                        "slowly."),
                     m_loss, lossMenu);
    m_tiles->addTile("latent", tr("Latent space"),
                     tr("Each point is one sample, at the place that the encoder gives it in the code. Samples that are "
                        "alike should come to lie near each other, although the network is never told the classes."),
                     m_latent, latentMenu);
    m_tiles->addTile("reconstructions", tr("Reconstructions"),
                     tr("Samples pressed through the waist of the network and rebuilt from the code alone."),
                     m_reconstructions);
    m_tiles->addTile("lens", tr("Lens"),
                     tr("What is special about the variant, or the stage of the training that is running."), m_lens);
    m_tiles->addTile("inside", tr("Inside"), InsidePanel::help(), m_inside);
    m_tiles->addTile("ledger", tr("Ledger"),
                     tr("Every term of the objective on the validation part, in each of the ways in which papers and "
                        "programs count it: mind the difference before you compare."),
                     m_ledger, ledgerMenu);
    m_tiles->addTile("classifier", tr("Classifier"), ProbePanel::help(), m_probe, classifierMenu);
    m_tiles->setUsual(
        TilePlace::column({TilePlace::row({TilePlace::tabs({"loss"}), TilePlace::tabs({"latent"})}, 3),
                           TilePlace::tabs({"reconstructions", "lens", "inside", "ledger", "classifier"}, 2)}));
}

void TrainWorkspace::connectMenu(const PictureMenu& menu) {
    connect(&menu, &PictureMenu::saved, this, &TrainWorkspace::saved);
    connect(&menu, &PictureMenu::failed, this, &TrainWorkspace::failed);
}

void TrainWorkspace::begin(const RunInfo& info) {
    m_dataset = info.dataset;
    m_stages = info.stages;
    m_stageNote->hide();
    m_loss->begin(info);
    m_latent->begin(info);
    m_reconstructions->begin(info);
    m_inside->begin(info);
    m_lens->begin();
    m_ledger->setTerms({}, 1);
    m_probe->begin(info.dataset);
}

void TrainWorkspace::addBatches(const std::vector<BatchReport>& batches) {
    m_loss->addBatches(batches);
    if (batches.empty())
        return;
    m_probe->setStepsDone(batches.back().step);
    showStage(batches.back().stage);
}

void TrainWorkspace::showStage(std::size_t stage) {
    const bool pretraining = stage + 1 < m_stages.size(); // the last one trains the whole network
    if (pretraining)
        m_stageNote->setText(tr("The stage “%1” comes before the training of the whole network. Until that begins, what the "
                                "whole network makes of samples may be nothing but noise.")
                                 .arg(toQString(m_stages[stage].title)));
    m_stageNote->setVisible(pretraining);
}

void TrainWorkspace::addEpoch(const EpochReport& epoch) {
    m_loss->addEpoch(epoch);
    m_reconstructions->addEpoch(epoch);
    m_ledger->setTerms(epoch.validation, m_dataset.sampleShape.elements());
}

void TrainWorkspace::showSnapshot(const Snapshot& snapshot, bool isUpToDate) {
    m_latent->showMap(snapshot.latent);
    m_reconstructions->showSnapshot(snapshot, isUpToDate);
    m_inside->showSnapshot(snapshot, isUpToDate);
    m_lens->setFigures(snapshot.lens);
}

void TrainWorkspace::showBaseline(double pcaMse, std::int64_t components) {
    m_loss->showBaseline(pcaMse, components);
}

void TrainWorkspace::showLiveChange(const QString& name, const QString& value) {
    m_loss->mark(name, value);
}

void TrainWorkspace::showFinished(const Finished&) {
    m_loss->refreshNow();
    m_latent->refreshNow();
}

void TrainWorkspace::editWatch(const std::function<void(Watch&)>& change) {
    change(m_watch);
    Q_EMIT watchChanged(m_watch);
}

void TrainWorkspace::measure() {
    m_tiles->present("classifier");
    m_probe->measure();
}

} // namespace hourglass::ui
