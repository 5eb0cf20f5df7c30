// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pictures/PicturesWorkspace.h"

#include "engine/api/Damage.h"
#include "ui/pictures/BatchBar.h"
#include "ui/pictures/CompareView.h"
#include "ui/pictures/DamageControls.h"
#include "ui/pictures/FigureTable.h"
#include "ui/pictures/ModelControls.h"
#include "ui/pictures/PictureShelf.h"
#include "ui/pictures/RateChart.h"
#include "ui/widgets/Actions.h"
#include "ui/widgets/TileArea.h"
#include "ui/widgets/Words.h"

#include <QLabel>
#include <QProgressBar>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace hourglass::ui {

namespace {

constexpr double White = 255;
constexpr qint64 LookingShare = 3; // the network in training is looked at again after so many times as long as it took

} // namespace

PicturesWorkspace::PicturesWorkspace(TrainingController& controller, QWidget* parent)
    : QWidget(parent)
    , m_live(nullptr)
    , m_view(new CompareView)
    , m_figures(new FigureTable)
    , m_shelf(new PictureShelf)
    , m_rates(new RateChart)
    , m_damage(new DamageControls)
    , m_model(new ModelControls)
    , m_batch(new BatchBar)
    , m_tiles(new TileArea("PictureTiles")) {
    m_live = new LiveModel(controller, m_desk.line(), this);
    setAcceptDrops(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(makeControls());
    layout->addWidget(m_batch);
    layout->addWidget(m_tiles, 1);
    m_view->setEmptyText(invitation());
    addTiles();
    connectParts();
    m_model->setLive(m_live->exists());
    showState();
}

PicturesWorkspace::~PicturesWorkspace() {
    m_desk.cancel();
}

void PicturesWorkspace::followTraining() {
    m_model->chooseLive();
}

const PictureResult* PicturesWorkspace::result(const QString& id) const {
    const auto found = std::ranges::find(m_results, id, &PictureResult::id);
    return found == m_results.end() ? nullptr : &*found;
}

/// Whether parts are missing that somebody must point out.
bool PicturesWorkspace::wantsPainting() const {
    const std::optional<RestorationTask> wanted = m_damage->task() ? m_damage->task() : m_model->task();
    return (wanted ? wanted : m_task) == RestorationTask::Inpaint;
}

/// Something else is wanted than before.
void PicturesWorkspace::change() {
    const PictureShelf::Entry* picture = m_shelf->current();
    m_model->suit(m_damage->task(), m_facts && m_facts->isColour); // before it is asked for its task
    const std::uint64_t number = picture ? picture->number : 0;
    const auto wanted = std::pair(m_damage->damage().kind, m_model->task());
    if (number != m_picture)
        turnTo(picture);
    else if (wanted != m_wanted) {
        m_results.clear(); // other methods
        m_figures->setResults({}, {});
    } else
        forgetFigures();
    const bool compresses = wanted.second == RestorationTask::Compress;
    if (compresses != (m_wanted.second == RestorationTask::Compress))
        m_tiles->present(compresses ? RatesTile : ComparisonTile);
    m_wanted = wanted;
    m_task.reset();
    m_view->setUsualDifference(std::nullopt);
    order();
}

/// What was on show of another picture goes. What was painted over it is there again when it comes back.
void PicturesWorkspace::turnTo(const PictureShelf::Entry* picture) {
    m_painted[m_picture] = m_view->strokes();
    m_picture = picture ? picture->number : 0;
    m_facts.reset();
    m_results.clear();
    m_chosen.clear();
    m_figures->setResults({}, {});
    m_view->setPictures({}, {}, {});
    m_isTurning = true;
    m_steps.clear();
    m_isTurning = false;
    m_view->setStrokes(m_painted[m_picture]);
    m_rated = {};
    m_rates->clear(ratesInvitation());
    m_view->setEmptyText(picture ? tr("Reading %1…").arg(picture->name) : invitation());
}

/// What is wanted now, in place of what was wanted before.
void PicturesWorkspace::order() {
    const PictureShelf::Entry* picture = m_shelf->current();
    if (!picture || !isSeen()) {
        picture ? m_desk.cancel() : m_desk.forget();
        showState();
        return;
    }
    PictureOrder order;
    order.path = picture->path;
    order.pasted = picture->pasted;
    order.picture = picture->number;
    order.damage = m_damage->damage();
    if (wantsPainting())
        order.missing = m_view->strokes();
    m_model->suit(m_damage->task(), m_facts && m_facts->isColour);
    order.task = m_model->task();
    order.step = m_model->step();
    if (m_model->isLive()) {
        order.model = m_liveModel;
        if (m_liveModel.isNone())
            m_live->ask();
    } else {
        m_live->callOff();
        order.model.file = m_model->file();
    }
    order.findsAnomalies = m_view->mode() == CompareView::Mode::Anomalies;
    order.compares = m_compares->isChecked();
    beginRates(order);
    m_awaited.clear();
    for (const PictureResult& result : m_results)
        m_awaited << result.id;
    m_fault.clear();
    m_progress->setValue(0);
    m_progress->setFormat({});
    m_sinceOrder.start();
    m_desk.order(order);
    showState();
}

/// Another rounding is another point of the same curve.
void PicturesWorkspace::beginRates(const PictureOrder& order) {
    const bool isSame = m_rated.picture == order.picture && m_rated.model == order.model && m_rated.task == order.task &&
                        m_rated.compares == order.compares;
    m_rates->setStep(order.step);
    if (isSame && order.task)
        return;
    m_rated.picture = order.picture;
    m_rated.model = order.model;
    m_rated.model.live.reset();
    m_rated.task = order.task;
    m_rated.compares = order.compares;
    m_rates->clear(order.task != RestorationTask::Compress ? ratesInvitation()
                   : order.compares                        ? tr("Measuring…")
                                                           : tr("Press Compare to measure it beside JPEG."));
}

/// They are of what was wanted before; its pictures stay until there are others.
void PicturesWorkspace::forgetFigures() {
    for (PictureResult& result : m_results) {
        result.psnr = result.ssim = result.seconds = std::nullopt;
        result.bytes.reset();
    }
    const PictureResult* after = shown();
    m_figures->setResults(m_results, after ? after->id : QString());
}

void PicturesWorkspace::take(const PictureNews& news) {
    if (news.facts) {
        const bool isFirst = !m_facts;
        m_facts = news.facts;
        m_rates->setPixels(qint64(m_facts->size.width()) * m_facts->size.height());
        if (isFirst && m_facts->isColour && !m_model->isLive()) { // another model may suit
            const QString before = m_model->file();
            m_model->suit(m_damage->task(), true);
            if (m_model->file() != before)
                return order();
        }
    }
    if (news.task) {
        m_task = news.task;
        m_isInPieces = news.isInPieces;
    }
    if (news.result)
        takeResult(*news.result);
    if (news.ratePoint)
        m_rates->add(*news.ratePoint);
    if (news.usualDifference)
        m_view->setUsualDifference(news.usualDifference);
    if (news.share) {
        m_progress->setValue(int(*news.share * ProgressSteps));
        m_progress->update(); // by itself it would only move in blocks
        m_progress->setFormat(news.doing);
    }
    if (news.isLast)
        finish(news.fault);
    showState();
    if (news.isLast)
        Q_EMIT settled();
}

void PicturesWorkspace::finish(const QString& fault) {
    m_fault = fault;
    std::erase_if(m_results, [this](const PictureResult& result) { return m_awaited.contains(result.id); });
    showPictures();
    if (!m_facts)
        m_view->setEmptyText(fault);
    if (m_rates->isEmpty() && m_rated.compares && m_rated.task == RestorationTask::Compress)
        m_rates->clear(fault.isEmpty() ? ratesInvitation() : fault);
    if (m_model->isLive()) // soon there is a better one
        m_live->ask(LookingShare * m_sinceOrder.elapsed());
}

/// Each in its turn, also where some are left over from the order before.
void PicturesWorkspace::takeResult(const PictureResult& result) {
    std::erase_if(m_results, [&](const PictureResult& former) { return former.id == result.id; });
    m_awaited.removeOne(result.id);
    const auto turn = std::ptrdiff_t(m_results.size()) - m_awaited.size();
    m_results.insert(m_results.begin() + turn, result);
    showPictures();
}

/// Where nothing is made of the chosen row, what the network made; and where that made nothing, what there was before.
const PictureResult* PicturesWorkspace::shown() const {
    for (const QString& id : {m_chosen, ModelId, DamagedId})
        if (const PictureResult* found = result(id))
            return found;
    return nullptr;
}

void PicturesWorkspace::showPictures() {
    const PictureResult* before = result(DamagedId);
    if (!before || !m_facts)
        return;
    const PictureResult* after = shown();
    m_figures->setResults(m_results, after->id);
    const auto side = [](const PictureResult& result) {
        return CompareView::Side{result.picture,
                                 result.psnr && result.id != CleanId
                                     ? result.title + QStringLiteral(" · ") + FigureTable::decibels(*result.psnr)
                                     : result.title};
    };
    m_view->setPictures(m_facts->size, side(*before), side(*after));
    const PictureResult* clean = result(CleanId);
    m_view->setReference(clean ? side(*clean) : CompareView::Side{});
}

void PicturesWorkspace::showState() {
    const PictureShelf::Entry* picture = m_shelf->current();
    const bool isBusy = m_desk.isBusy();
    m_progress->setVisible(isBusy);
    m_cancel->setVisible(isBusy);
    m_save->setEnabled(result(ModelId));
    m_copy->setEnabled(shown());
    const bool compresses = m_model->task() == RestorationTask::Compress;
    m_all->setEnabled(!m_shelf->paths().isEmpty() && !m_batch->isRunning() && !compresses);
    setTip(*m_all, compresses ? tr("Here one picture is compressed at a time; hourglass-cli compress packs many")
                              : tr("All open files as they are, each under its own name into a folder"));
    const bool paints = picture && wantsPainting();
    m_view->setPainting(paints);
    m_damage->setPainting(paints, m_steps.canUndo(), !m_view->strokes().empty());
    QStringList notes;
    if (!m_fault.isEmpty() && m_facts)
        notes << m_fault;
    else if (paints && m_view->strokes().empty() && m_facts)
        notes << tr("Paint over what is missing, with the left button; the right one rubs out.");
    if (m_facts && picture) {
        notes << tr("%1 × %2, %3 bits").arg(m_facts->size.width()).arg(m_facts->size.height()).arg(m_facts->bitDepth);
        if (m_damage->damage().kind.empty())
            notes << tr("noise about %1 of 255").arg(White * std::min(1.0, m_facts->sigma), 0, 'f', 1);
    }
    if (m_task && m_isInPieces)
        notes << tr("this network knows one size of pictures, and goes over this one piece by piece");
    if (picture && m_model->isLive() && !m_livePlace.isEmpty())
        notes << m_livePlace;
    if (picture && !m_model->isLive() && m_model->file().isEmpty())
        notes << tr("No model that comes with Hourglass is made for this. Choose one of your own, or train one.");
    m_note->setText(notes.join(QStringLiteral(" · ")));
}

} // namespace hourglass::ui
