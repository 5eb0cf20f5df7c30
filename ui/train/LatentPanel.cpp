// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/LatentPanel.h"

#include "engine/api/Embedding.h"
#include "ui/charts/LatentChart.h"
#include "ui/train/EmbeddingBar.h"
#include "ui/train/LatentControls.h"
#include "ui/train/SampleStrip.h"

#include <QEvent>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace hourglass::ui {

namespace {

QString invitation() {
    return LatentPanel::tr(
        "Each sample will be a point here, at the place that the encoder gives it in the code. Choose data "
        "and a network, and press Train: samples that are alike come to lie together.");
}

QString embeddingInvitation() {
    return LatentPanel::tr(
        "t-SNE lays codes out in the plane so that neighbours stay neighbours, however many numbers a code "
        "has. The map forms here in a few seconds, once there is a network.");
}

} // namespace

LatentPanel::LatentPanel(QWidget* parent)
    : QWidget(parent)
    , m_controls(new LatentControls)
    , m_embedding(new EmbeddingBar)
    , m_chart(new LatentChart)
    , m_neighbours(makeShelf(tr("Neighbours of the picked sample"), tr("Pick no sample (Escape)"), &LatentPanel::clearPick))
    , m_selection(makeShelf(tr("Selected samples"), tr("Select nothing (Escape)"), &LatentPanel::clearSelection)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_controls);
    layout->addWidget(m_embedding);
    layout->addWidget(m_chart, 1);
    layout->addWidget(m_neighbours.box);
    layout->addWidget(m_selection.box);
    m_embedding->hide();

    LatentPlot& plot = m_chart->plot();
    plot.setInvitation(invitation());
    connect(m_controls, &LatentControls::edited, this, &LatentPanel::controlsEdited);
    connect(m_controls, &LatentControls::densityToggled, &plot, &LatentPlot::setDensityShown);
    connect(m_embedding, &EmbeddingBar::wanted, this, &LatentPanel::wantEmbedding);
    connect(m_embedding, &EmbeddingBar::cancelled, this, &LatentPanel::cancelEmbedding);
    connect(&plot, &LatentPlot::pickChanged, this, [this] {
        tellWatch();
        showNeighbours();
        arrangeShelves(&m_neighbours);
    });
    connect(&plot, &LatentPlot::selectionChanged, this, [this] {
        showSelection();
        arrangeShelves(&m_selection);
    });
}

void LatentPanel::clearPick() {
    m_chart->plot().pick(std::nullopt);
}

void LatentPanel::clearSelection() {
    m_chart->plot().select({});
}

void LatentPanel::begin(const RunInfo& info) {
    m_album = info.album;
    m_map = {};
    m_embedded = {};
    for (const Shelf* shelf : {&m_neighbours, &m_selection})
        shelf->strip->setAlbum(m_album);
    m_controls->begin(m_album ? m_album->count() : 0, info.network.code ? info.network.code->output.elements() : 0);
    m_chart->begin(info);
    m_embedding->begin();
    m_samples = m_controls->watch().samples;
    m_countBefore = 0;
    tellWatch();
    m_wantsEmbedding = false;
    if (showsEmbedding())
        wantEmbedding();
    showNeighbours();
    arrangeShelves();
}

bool LatentPanel::showsEmbedding() const {
    return m_controls->plane() == LatentControls::Plane::Embedding;
}

void LatentPanel::showMap(const LatentMap& map) {
    m_map = map;
    takeNeighbours();
    if (!showsEmbedding())
        m_chart->showMap(m_map);
    requestEmbedding();
    showNeighbours();
}

void LatentPanel::refreshNow() {
    m_chart->refreshNow();
}

/// Neighbours in the code are the same in every plane.
void LatentPanel::takeNeighbours() {
    const bool same = m_embedded.neighboursOf == m_map.neighboursOf && m_embedded.neighbours == m_map.neighbours;
    if (same || m_embedded.x.empty())
        return;
    m_embedded.neighboursOf = m_map.neighboursOf;
    m_embedded.neighbours = m_map.neighbours;
    if (showsEmbedding())
        m_chart->showMap(m_embedded);
}

void LatentPanel::controlsEdited() {
    if (m_controls->watch().samples != m_samples)
        forgetEmbedding();
    tellWatch();
    m_chart->plot().setInvitation(showsEmbedding() ? embeddingInvitation() : invitation());
    showChosenMap();
    arrangeShelves();
    if (showsEmbedding() && m_embedded.x.empty())
        wantEmbedding();
}

/// There is to be one of other samples, and nothing of these must come any more.
void LatentPanel::forgetEmbedding() {
    Q_EMIT embeddingCancelled();
    m_embedded = {};
    m_embedding->begin();
    m_samples = m_controls->watch().samples;
}

void LatentPanel::showChosenMap() {
    m_chart->showMap(showsEmbedding() ? m_embedded : m_map);
    showNeighbours();
}

void LatentPanel::tellWatch() {
    LatentWatch watch;
    if (isVisible()) { // what is not on show costs little
        watch = m_controls->watch();
        watch.neighboursOf = m_chart->plot().picked();
    }
    if (watch == m_watch)
        return;
    if (watch.samples != m_watch.samples) {
        // One that was cut down to what can be afforded is as large as the next one will be.
        const auto count = std::int64_t(m_map.x.size());
        const bool stays =
            m_watch.samples && watch.samples && isOfWatch(m_map) && count < std::min(samplesOf(m_watch), samplesOf(watch));
        m_countBefore = stays ? 0 : std::size_t(count);
    }
    m_watch = watch;
    Q_EMIT watchEdited(m_watch);
}

/// How many there should be, unless that is too much.
std::int64_t LatentPanel::samplesOf(const LatentWatch& watch) const {
    if (!m_album)
        return 0;
    return watch.samples ? std::min(*watch.samples, m_album->count()) : m_album->info().validationCount;
}

/// Whether it is of the samples that were asked for, and was not on its way before.
bool LatentPanel::isOfWatch(const LatentMap& map) const {
    return map.x.size() != m_countBefore || std::int64_t(map.x.size()) == samplesOf(m_watch);
}

void LatentPanel::wantEmbedding() {
    m_wantsEmbedding = true;
    m_embedding->showWaiting();
    requestEmbedding();
}

/// The one that is wanted, once its number of samples is known, and while it can be seen.
void LatentPanel::requestEmbedding() {
    if (!m_wantsEmbedding || !isVisible() || !showsEmbedding() || m_map.x.empty() || !isOfWatch(m_map))
        return;
    m_wantsEmbedding = false;
    m_requested = std::min(qint64(m_map.x.size()), qint64(EmbeddingOptions::MostSamples));
    Q_EMIT embeddingRequested(m_requested);
}

void LatentPanel::cancelEmbedding() {
    if (std::exchange(m_wantsEmbedding, false))
        m_embedding->showCancelled();
    else
        Q_EMIT embeddingCancelled();
}

void LatentPanel::showEmbeddingStarted() {
    m_embedding->showStarted(m_requested);
}

void LatentPanel::showEmbeddingPlace(const QString& place) {
    m_embedding->showPlace(place);
}

void LatentPanel::takeEmbedding(const LatentMap& map) {
    m_embedded = map;
    m_embedded.neighboursOf = m_map.neighboursOf;
    m_embedded.neighbours = m_map.neighbours;
    if (showsEmbedding())
        m_chart->showMap(m_embedded);
}

void LatentPanel::showEmbeddingProgress(double done, const LatentMap& map) {
    m_embedding->showProgress(done);
    takeEmbedding(map);
}

void LatentPanel::showEmbedding(const LatentMap& map) {
    m_embedding->showFinished();
    takeEmbedding(map);
}

void LatentPanel::showEmbeddingFault(const QString& message) {
    m_embedding->showFault(message);
}

void LatentPanel::showEmbeddingCancelled() {
    m_embedding->showCancelled();
}

void LatentPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    tellWatch();
    requestEmbedding();
}

void LatentPanel::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    tellWatch();
}

void LatentPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrangeShelves();
}

void LatentPanel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) { // and so the colours of classes
        showNeighbours();
        showSelection();
    }
}

} // namespace hourglass::ui
