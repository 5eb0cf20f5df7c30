// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explore/BesidePanel.h"

#include "ui/charts/PictureMenu.h"
#include "ui/widgets/ControlRow.h"
#include "ui/explore/InterpolationPanel.h"
#include "ui/explore/PlanePanel.h"
#include "ui/session/BesideModel.h"
#include "ui/widgets/FileQuestion.h"
#include "ui/widgets/SampleMime.h"

#include <QDropEvent>
#include <QFileInfo>
#include <QLabel>
#include <QMimeData>
#include <QSplitter>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace hourglass::ui {

BesidePanel::BesidePanel(const Exploration& first, const InterpolationPanel& walk, const PlanePanel& plane,
                         BesideModel& beside, QWidget* parent)
    : QWidget(parent)
    , m_first(first)
    , m_beside(beside)
    , m_exploration(beside.quick(), beside.patient())
    , m_name(new QLabel)
    , m_close(makeTextButton(tr("Close it"), "delete", tr("Look at one network only")))
    , m_note(new QLabel)
    , m_plane(new PlanePanel(m_exploration))
    , m_walk(new InterpolationPanel(m_exploration))
    , m_pages(new QStackedLayout) {
    setAcceptDrops(true);
    m_walk->follow(walk);
    m_plane->follow(plane);
    auto* open = makeTextButton(tr("Open a model…"), "open",
                                tr("Choose a second network that was trained on the same data and saved"));
    m_name->setTextFormat(Qt::PlainText);
    m_note->setAlignment(Qt::AlignCenter);
    m_note->setWordWrap(true);
    m_note->setMargin(12);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    auto* views = new QSplitter(Qt::Vertical);
    views->setChildrenCollapsible(false);
    views->addWidget(m_plane);
    views->addWidget(m_walk);
    views->setStretchFactor(0, 3);
    views->setStretchFactor(1, 2);
    m_pages->addWidget(m_note);
    m_pages->addWidget(views);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(makeControlRow({open, m_close, m_name}));
    layout->addLayout(m_pages, 1);

    for (const PictureMenu* menu : {new PictureMenu(*m_plane, *m_plane), new PictureMenu(*m_walk, *m_walk)}) {
        connect(menu, &PictureMenu::saved, this, &BesidePanel::saved);
        connect(menu, &PictureMenu::failed, this, &BesidePanel::failed);
    }
    connect(open, &QToolButton::clicked, this, &BesidePanel::ask);
    connect(m_close, &QToolButton::clicked, &beside, &BesideModel::close);
    connect(&beside, &BesideModel::opened, this, [this](const QString& path, const RunInfo& run) {
        m_exploration.begin(run);
        m_exploration.renew();
        m_exploration.survey();
        m_name->setText(QFileInfo(path).completeBaseName());
        m_name->setToolTip(path);
        showNote();
    });
    connect(&beside, &BesideModel::closed, this, [this] {
        m_exploration.leave();
        m_name->clear();
        showNote();
    });
    connect(&first, &Exploration::begun, this, &BesidePanel::followFirst);
    showNote();
}

/// It stays beside another network on the same data.
void BesidePanel::followFirst() {
    if (m_exploration.isEmpty())
        return;
    RunInfo run = *m_exploration.run();
    if (!m_first.run() || m_first.run()->experiment.dataset != run.experiment.dataset)
        return m_beside.close();
    run.album = m_first.run()->album;
    run.dataset = m_first.run()->dataset;
    m_exploration.begin(run);
    m_exploration.renew();
    m_exploration.survey();
}

void BesidePanel::showNote() {
    for (QWidget* widget : std::initializer_list<QWidget*>{m_close, m_name})
        widget->setVisible(!m_exploration.isEmpty());
    m_note->setText(tr("Open a second model here, or drop its file. It takes the same walk and has its own latent plane: "
                       "compare a plain network with a variational one."));
    m_pages->setCurrentIndex(m_exploration.isEmpty() ? 0 : 1);
}

void BesidePanel::ask() {
    askWhatToOpen(*this, tr("Open a second model"), QFileDialog::ExistingFile, tr("Hourglass models (*.hourglass)"),
                  [this](const QString& path) { open(path); });
}

void BesidePanel::open(const QString& path) {
    if (m_first.run())
        m_beside.open(path, *m_first.run());
}

void BesidePanel::dragEnterEvent(QDragEnterEvent* event) {
    if (fileIn(*event->mimeData()).endsWith(".hourglass"))
        event->acceptProposedAction();
}

void BesidePanel::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    open(fileIn(*event->mimeData()));
}

} // namespace hourglass::ui
