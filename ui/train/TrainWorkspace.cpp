// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/TrainWorkspace.h"

#include "ui/charts/LatentChart.h"
#include "ui/charts/LossChart.h"
#include "ui/charts/PictureMenu.h"
#include "ui/session/Convert.h"
#include "ui/train/InsidePanel.h"
#include "ui/train/LedgerTable.h"
#include "ui/train/LensPanel.h"
#include "ui/train/ProbePanel.h"
#include "ui/train/ReconstructionPanel.h"
#include "ui/widgets/Words.h"

#include <QFrame>
#include <QLabel>
#include <QSplitter>
#include <QTabWidget>
#include <QVBoxLayout>

namespace hourglass::ui {

namespace {

QFrame* card(const QString& title, const QString& help, QWidget* content) {
    auto* card = new QFrame;
    card->setFrameShape(QFrame::StyledPanel);
    card->setAutoFillBackground(true);
    card->setBackgroundRole(QPalette::Base);
    card->setAccessibleName(title);
    card->setWhatsThis(help);
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(10, 8, 10, 8);
    layout->setSpacing(6);
    layout->addWidget(content, 1);
    return card;
}

/// A card with a title over the content; the title's tooltip explains what is to be seen.
/// @param menu  behind a button beside the title
QWidget* titled(const QString& title, const QString& help, QWidget* content, PictureMenu& menu) {
    QFrame* const frame = card(title, help, content);
    auto* label = new QLabel(title);
    QFont bold = label->font();
    bold.setBold(true);
    label->setFont(bold);
    label->setToolTip(asToolTip(help));

    auto* head = new QHBoxLayout;
    head->addWidget(label);
    head->addStretch(1);
    head->addWidget(menu.makeButton());
    static_cast<QVBoxLayout*>(frame->layout())->insertLayout(0, head);
    return frame;
}

/// The same as a tab, which has the title already.
void addTab(QTabWidget& tabs, const QString& title, const QString& help, QWidget* content) {
    const int index = tabs.addTab(card(title, help, content), title);
    tabs.setTabToolTip(index, asToolTip(help));
}

QSplitter* split(Qt::Orientation orientation, QWidget* first, QWidget* second, int firstShare, int secondShare) {
    auto* splitter = new QSplitter(orientation);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(first);
    splitter->addWidget(second);
    splitter->setStretchFactor(0, firstShare);
    splitter->setStretchFactor(1, secondShare);
    splitter->setSizes({firstShare * 100, secondShare * 100});
    return splitter;
}

} // namespace

TrainWorkspace::TrainWorkspace(QWidget* parent)
    : QWidget(parent)
    , m_loss(new LossChart)
    , m_latent(new LatentChart)
    , m_reconstructions(new ReconstructionPanel)
    , m_lens(new LensPanel)
    , m_inside(new InsidePanel)
    , m_ledger(new LedgerTable)
    , m_probe(new ProbePanel)
    , m_below(new QTabWidget)
    , m_stageNote(new QLabel) {
    auto* lossMenu = new PictureMenu(*m_loss, *m_loss);
    auto* latentMenu = new PictureMenu(*m_latent, *m_latent);
    for (const PictureMenu* menu : {lossMenu, latentMenu})
        connectMenu(*menu);
    connect(m_lens, &LensPanel::saved, this, &TrainWorkspace::saved);
    connect(m_lens, &LensPanel::failed, this, &TrainWorkspace::failed);
    connect(m_inside, &InsidePanel::saved, this, &TrainWorkspace::saved);
    connect(m_inside, &InsidePanel::failed, this, &TrainWorkspace::failed);
    connect(m_inside, &InsidePanel::watchEdited, this, &TrainWorkspace::editWatch);
    connect(m_reconstructions, &ReconstructionPanel::saved, this, &TrainWorkspace::saved);
    connect(m_reconstructions, &ReconstructionPanel::failed, this, &TrainWorkspace::failed);
    connect(m_reconstructions, &ReconstructionPanel::watchEdited, this, &TrainWorkspace::editWatch);

    auto* loss = titled(tr("Loss"),
                        tr("How wrong the network is, after every batch. It should fall quickly at first, then ever "
                           "more slowly."),
                        m_loss, *lossMenu);
    auto* latent = titled(tr("Latent space"),
                          tr("Each point is one sample, at the place that the encoder gives it in the code. Samples "
                             "that are alike should come to lie near each other, although the network is never told "
                             "the classes."),
                          m_latent, *latentMenu);
    m_below->setDocumentMode(true);
    addTab(*m_below, tr("Reconstructions"),
           tr("Samples pressed through the waist of the network and rebuilt from the code alone."), m_reconstructions);
    addTab(*m_below, tr("Lens"), tr("What is special about the variant, or the stage of the training that is running."),
           m_lens);
    addTab(*m_below, tr("Inside"), InsidePanel::help(), m_inside);
    addTab(
        *m_below, tr("Ledger"),
        tr("Every term of the objective on the validation part, in each of the ways in which papers and programs count it: "
           "mind the difference before you compare."),
        m_ledger);
    addTab(*m_below, tr("Classifier"), ProbePanel::help(), m_probe);
    m_stageNote->setWordWrap(true);
    m_stageNote->setTextFormat(Qt::PlainText);
    m_stageNote->setMargin(6);
    m_stageNote->hide();
    auto* lower = new QWidget;
    auto* lowerLayout = new QVBoxLayout(lower);
    lowerLayout->setContentsMargins(0, 0, 0, 0);
    lowerLayout->setSpacing(0);
    lowerLayout->addWidget(m_stageNote);
    lowerLayout->addWidget(m_below, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(split(Qt::Vertical, split(Qt::Horizontal, loss, latent, 1, 1), lower, 3, 2));
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
    m_lens->setFigures({});
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

void TrainWorkspace::showSnapshot(const Snapshot& snapshot) {
    m_latent->showMap(snapshot.latent);
    m_reconstructions->showSnapshot(snapshot);
    m_inside->showSnapshot(snapshot);
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
    m_below->setCurrentIndex(m_below->count() - 1);
    m_probe->measure();
}

} // namespace hourglass::ui
