// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/ReconstructionPanel.h"

#include "ui/charts/PictureMenu.h"
#include "ui/train/ElsewhereControls.h"
#include "ui/train/PinControls.h"
#include "ui/train/ReconstructionView.h"
#include "ui/widgets/FaultLabel.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/Words.h"
#include "ui/widgets/WrappedLabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QLabel>
#include <QMimeData>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace hourglass::ui {

namespace {

/// Empty where it is none.
QString fileIn(const QMimeData& mime) {
    const QList<QUrl> urls = mime.urls();
    return urls.size() == 1 ? urls.first().toLocalFile() : QString();
}

} // namespace

ReconstructionPanel::ReconstructionPanel(QWidget* parent)
    : QWidget(parent)
    , m_mode(new QComboBox)
    , m_pinControls(new PinControls)
    , m_elsewhere(new ElsewhereControls)
    , m_heat(new QCheckBox(tr("Heat map")))
    , m_fault(new FaultLabel)
    , m_view(new ReconstructionView)
    , m_note(new WrappedLabel) {
    m_note->setAccessibleName(tr("What the figures say"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    addBar();
    layout->addWidget(m_fault);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_note);
    addMenu();

    connect(m_mode, &QComboBox::currentIndexChanged, this, &ReconstructionPanel::choose);
    connect(m_heat, &QCheckBox::toggled, this, &ReconstructionPanel::refresh);
    connect(m_view, &ReconstructionView::columnChosen, this, &ReconstructionPanel::togglePin);
    connect(m_pinControls, &PinControls::pinRequested, this, &ReconstructionPanel::pin);
    connect(m_pinControls, &PinControls::clearRequested, this, [this] { setPinned({}); });
    connect(m_elsewhere, &ElsewhereControls::failed, this, [this](const QString& message) {
        m_fault->setMessage(message);
        m_fault->setVisible(mode() == Mode::Elsewhere && !message.isEmpty());
    });
    connect(m_elsewhere, &ElsewhereControls::changed, this, [this] {
        if (mode() == Mode::Elsewhere)
            forget();
        tellWatch();
        refresh();
    });
    choose();
}

void ReconstructionPanel::addBar() {
    const std::pair<QString, QString> modes[] = {
        {tr("A few of every class"), tr("The same samples each time, of every class in turn")},
        {tr("The worst"), tr("The validation samples that are rebuilt with the largest error; of large data the first ones "
                             "are searched")},
        {tr("The best"), tr("The validation samples that are rebuilt with the least error; of large data the first ones are "
                            "searched")},
        {tr("Pinned"), tr("Samples that you have chosen to keep in view")},
        {tr("Data from elsewhere"), tr("Other data than the network was trained on")}};
    for (const auto& [title, help] : modes) {
        m_mode->addItem(title);
        m_mode->setItemData(m_mode->count() - 1, asToolTip(help), Qt::ToolTipRole);
    }
    m_mode->setAccessibleName(tr("Which samples are on show"));
    m_mode->setToolTip(asToolTip(tr("Which samples are shown, with what the network makes of them. A click on a sample pins "
                                    "it, and another one unpins it.")));
    m_heat->setChecked(true);
    m_heat->setAccessibleName(tr("Draw differences as a heat map"));
    m_heat->setToolTip(
        asToolTip(tr("Draw the difference between original and rebuilt in colours that make small errors easy "
                     "to see. Without it, it is plain grey: black is equal, white is as wrong as can be.")));
    auto* label = new QLabel(tr("&Show"));
    label->setBuddy(m_mode);
    auto* bar = new FlowLayout(8, 4);
    for (QWidget* widget : std::initializer_list<QWidget*>{label, m_mode, m_pinControls, m_elsewhere, m_heat})
        bar->addWidget(widget);
    static_cast<QVBoxLayout*>(layout())->addLayout(bar);
}

void ReconstructionPanel::addMenu() {
    auto* menu = new PictureMenu(*m_view, *m_view);
    connect(menu, &PictureMenu::saved, this, &ReconstructionPanel::saved);
    connect(menu, &PictureMenu::failed, this, &ReconstructionPanel::failed);
    menu->addSeparator();
    QAction* pin = menu->addAction(QString());
    const auto refreshed = [this, pin] {
        const auto sample = m_view->ownSample(m_view->currentColumn());
        const bool isPinned = sample && std::ranges::find(m_pinned, *sample) != m_pinned.end();
        pin->setEnabled(sample.has_value());
        pin->setText(isPinned ? tr("Un&pin this sample") : tr("&Pin this sample"));
        const QString tip = isPinned ? tr("Take the sample out of those that are pinned")
                                     : tr("Keep the sample on show while the network learns");
        pin->setStatusTip(tip);
        pin->setToolTip(asToolTip(tip));
    };
    connect(menu, &QMenu::aboutToShow, this, refreshed);
    refreshed();
    connect(pin, &QAction::triggered, this, [this] { togglePin(m_view->currentColumn()); });
}

ReconstructionPanel::Mode ReconstructionPanel::mode() const {
    return Mode(m_mode->currentIndex());
}

void ReconstructionPanel::begin(const RunInfo& run) {
    const bool otherData = run.experiment.dataset != m_run.experiment.dataset;
    m_run = run;
    m_epoch.reset();
    m_varied.clear();
    m_kept.clear();
    forget();
    m_pinControls->setAlbum(run.album);
    if (otherData)
        setPinned({});
    m_elsewhere->begin(run);
    refresh();
}

void ReconstructionPanel::addEpoch(const EpochReport& epoch) {
    m_epoch = epoch;
}

void ReconstructionPanel::showSnapshot(const Snapshot& snapshot, bool isUpToDate) {
    m_isAnswered = m_isAnswered || isUpToDate;
    m_varied = snapshot.reconstructions;
    m_kept = snapshot.pinned;
    // One that was still on its way when the wish changed may have the opposite ones, or those of other data.
    m_extremes = m_isAnswered ? snapshot.extremes : std::vector<Reconstruction>();
    m_strangers = m_isAnswered ? snapshot.elsewhere : std::vector<Reconstruction>();
    refresh();
}

void ReconstructionPanel::forget() {
    m_isAnswered = false;
    m_extremes.clear();
    m_strangers.clear();
}

void ReconstructionPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    m_isOnShow = true;
    forget();
    tellWatch();
    refresh();
}

void ReconstructionPanel::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    m_isOnShow = false;
    tellWatch();
}

void ReconstructionPanel::choose() {
    m_pinControls->setVisible(mode() == Mode::Pinned);
    m_elsewhere->setVisible(mode() == Mode::Elsewhere);
    m_fault->setVisible(mode() == Mode::Elsewhere && !m_fault->text().isEmpty());
    setAcceptDrops(mode() == Mode::Elsewhere); // otherwise it is the window that opens what is dropped
    forget();
    m_view->showColumn(0);
    tellWatch();
    refresh();
}

void ReconstructionPanel::pin(std::int64_t sample) {
    if (std::ranges::find(m_pinned, sample) != m_pinned.end())
        return;
    std::vector<std::int64_t> pinned = m_pinned;
    pinned.push_back(sample);
    setPinned(std::move(pinned));
    m_view->showColumn(0); // where it comes
}

void ReconstructionPanel::togglePin(int column) {
    const auto sample = m_view->ownSample(column);
    if (!sample)
        return;
    std::vector<std::int64_t> pinned = m_pinned;
    if (std::erase(pinned, *sample) == 0)
        pinned.push_back(*sample);
    setPinned(std::move(pinned));
}

void ReconstructionPanel::setPinned(std::vector<std::int64_t> pinned) {
    m_pinned = std::move(pinned);
    m_pinControls->setClearable(!m_pinned.empty());
    tellWatch();
    refresh();
}

/// What is not on show costs nothing.
void ReconstructionPanel::tellWatch() {
    const Mode mode = m_isOnShow ? this->mode() : Mode::Varied;
    Q_EMIT watchEdited([mode, pinned = m_pinned, elsewhere = m_elsewhere->album()](Watch& watch) {
        watch.extremes = mode == Mode::Worst  ? Watch::Extremes::Worst
                         : mode == Mode::Best ? Watch::Extremes::Best
                                              : Watch::Extremes::None;
        watch.pinned = mode == Mode::Pinned ? pinned : std::vector<std::int64_t>();
        watch.elsewhere = mode == Mode::Elsewhere ? elsewhere : nullptr;
    });
}

void ReconstructionPanel::refresh() {
    m_ownBeside = ownBeside();
    const std::vector<ReconstructionGroup> shown = groups();
    m_view->setEmptyText(emptyText());
    m_view->setGroups(shown, {m_pinned.begin(), m_pinned.end()},
                      m_heat->isChecked() ? DifferenceColours::Heat : DifferenceColours::Grey);
    const QString text = note(shown);
    m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
}

void ReconstructionPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (mode() == Mode::Elsewhere && ownBeside() != m_ownBeside)
        refresh();
}

void ReconstructionPanel::dragEnterEvent(QDragEnterEvent* event) {
    if (!fileIn(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void ReconstructionPanel::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    m_elsewhere->open(fileIn(*event->mimeData()));
}

} // namespace hourglass::ui
