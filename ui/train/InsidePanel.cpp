// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/InsidePanel.h"

#include "ui/session/Convert.h"
#include "ui/train/InsideTable.h"
#include "ui/train/InsideWorries.h"
#include "ui/train/LensPanel.h"
#include "ui/train/SampleBox.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace hourglass::ui {

namespace {
constexpr int PictureSide = 36; // px
}

InsidePanel::InsidePanel(QWidget* parent)
    : QWidget(parent)
    , m_sample(new SampleBox)
    , m_picture(new QLabel)
    , m_body(new QStackedWidget)
    , m_empty(new QLabel)
    , m_content(new QSplitter(Qt::Horizontal))
    , m_table(new InsideTable)
    , m_worries(new QLabel)
    , m_figures(new LensPanel) {
    m_empty->setAlignment(Qt::AlignCenter);
    m_picture->setAccessibleName(tr("The sample that is watched"));
    m_worries->setAccessibleName(tr("What is worrying"));
    for (QLabel* label : {m_empty, m_worries}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    auto* label = new QLabel(tr("Sam&ple"));
    label->setBuddy(m_sample);
    auto* head = new QHBoxLayout;
    head->addWidget(label);
    head->addWidget(m_sample);
    head->addWidget(m_picture);
    head->addStretch(1);

    auto* left = new QWidget;
    auto* leftLayout = new QVBoxLayout(left);
    leftLayout->setContentsMargins(0, 0, 0, 0);
    leftLayout->setSpacing(6);
    leftLayout->addLayout(head);
    leftLayout->addWidget(m_table, 1);
    leftLayout->addWidget(m_worries);
    m_content->setChildrenCollapsible(false);
    m_content->addWidget(left);
    m_content->addWidget(m_figures);
    m_content->setStretchFactor(0, 2);
    m_content->setStretchFactor(1, 1);
    m_figures->setAccessibleName(tr("The chosen layer"));
    m_figures->setEmptyText({});
    m_body->addWidget(m_empty);
    m_body->addWidget(m_content);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_body);

    connect(m_sample, &SampleBox::edited, this, [this](qint64 sample) {
        m_watch.sample = sample;
        showSample();
        watch(m_watch);
    });
    connect(m_table, &InsideTable::layerChosen, this, [this](int row) {
        m_watch.layer = std::size_t(row);
        watch(m_watch);
        refresh();
    });
    connect(m_figures, &LensPanel::saved, this, &InsidePanel::saved);
    connect(m_figures, &LensPanel::failed, this, &InsidePanel::failed);
    refresh();
}

QString InsidePanel::help() {
    return tr(
        "Every layer at work: what it makes of a sample, what it looks for, how many of its units are dead or saturated, "
        "and how much of the gradient reaches it. Here one sees why a network does not learn.");
}

void InsidePanel::begin(const RunInfo& run) {
    m_album = run.album;
    m_inside.reset();
    m_isAnswered = false;
    m_fault.clear();
    m_figures->setFigures({});
    m_sample->setAlbum(m_album);
    m_watch.sample = m_sample->sample();
    showSample();
    if (isVisible())
        watch(m_watch);
    refresh();
}

void InsidePanel::showSnapshot(const Snapshot& snapshot, bool isUpToDate) {
    if (!isVisible())
        return;
    m_isAnswered = m_isAnswered || isUpToDate || snapshot.inside;
    if (!m_isAnswered) // it was taken before it was asked to look inside
        return;
    takeFault(snapshot);
    m_inside = snapshot.inside;
    if (m_inside && m_watch.layer >= m_inside->layers.size()) {
        m_watch.layer = m_inside->layer; // the network before had more of them
        watch(m_watch);
    }
    refresh();
}

/// It is told once, and then there is nothing from inside until something else is asked for.
void InsidePanel::takeFault(const Snapshot& snapshot) {
    if (!snapshot.watchFault.empty()) {
        m_fault = toQString(snapshot.watchFault);
        m_faultWatch = snapshot.watch;
    } else if (snapshot.inside || snapshot.watch != m_faultWatch) {
        m_fault.clear();
    }
}

void InsidePanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    m_isAnswered = false;
    watch(m_watch);
}

void InsidePanel::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    watch(std::nullopt); // what is not on show costs nothing
}

void InsidePanel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refresh(); // marks have a colour of the theme
}

void InsidePanel::watch(const std::optional<InsideWatch>& wanted) {
    Q_EMIT watchEdited([wanted](Watch& watch) { watch.inside = wanted; });
}

void InsidePanel::refresh() {
    m_body->setCurrentWidget(m_inside ? static_cast<QWidget*>(m_content) : m_empty);
    if (!m_inside) {
        m_empty->setText(emptyText());
        return;
    }
    const std::vector<InsideWorry> worries = insideWorries(*m_inside);
    m_table->setLayers(m_inside->layers, m_watch.layer, worries);
    m_worries->setText(worryText(worries));
    m_worries->setVisible(!worries.empty());
    if (m_inside->layer == m_watch.layer) // and not those of the one before, whose snapshot was still on its way
        m_figures->setFigures(m_inside->figures);
}

QString InsidePanel::emptyText() const {
    if (!m_isAnswered)
        return tr(
            "Here the network can be seen from inside while it learns. For each layer: what it makes of a sample, which "
            "share of its units is dead or saturated, and how strong a gradient reaches it. For the layer that you "
            "choose: what it looks for, how active each unit is, and the histogram of its activations.");
    if (!m_fault.isEmpty())
        return tr("The network cannot be seen from inside: %1 To try again, bring another tile to the front and then this one.")
            .arg(m_fault);
    return tr("Numbers have left the range of floats, so there is nothing to be seen inside. Lower the learning rate and "
              "begin again.");
}

/// One of the chosen layer, if it has any: all of them would leave no room for the list.
QString InsidePanel::worryText(const std::vector<InsideWorry>& worries) const {
    if (worries.empty())
        return {};
    const auto chosen = std::ranges::find(worries, m_watch.layer, &InsideWorry::layer);
    const QString text = QStringLiteral("⚠ ") + (chosen != worries.end() ? *chosen : worries.front()).text;
    return worries.size() == 1 ? text : text + ' ' + tr("%1 more marked in the list.").arg(worries.size() - 1);
}

void InsidePanel::showSample() {
    const bool known = m_album && m_watch.sample < m_album->count();
    const QImage picture = known ? toQImage(m_album->picture(m_watch.sample, PictureSide)) : QImage();
    m_picture->setPixmap(
        picture.isNull() ? QPixmap() : QPixmap::fromImage(picture.scaled(PictureSide, PictureSide, Qt::KeepAspectRatio)));
}

} // namespace hourglass::ui
