// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/PreviewRunner.h"

#include "engine/api/Error.h"
#include "ui/session/TrainingSession.h"

#include <QElapsedTimer>

#include <algorithm>
#include <utility>

namespace hourglass::ui {

namespace {

constexpr int ShortestPause = 150; // ms, between two previews of a network in training
/// The training waits while one is made: a twentieth of its time at the most.
constexpr int SharesOfTraining = 20;

} // namespace

PreviewRunner::PreviewRunner(TrainingSession& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_background("preview")
    , m_cost(std::make_shared<std::atomic<int>>(0))
    , m_latest(std::make_shared<std::atomic<std::uint64_t>>(0)) {
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &PreviewRunner::refresh);
    connect(&session.editor(), &ExperimentEditor::changed, this, &PreviewRunner::refresh);
    connect(&session.editor(), &ExperimentEditor::networkChanged, this, &PreviewRunner::refresh);
    connect(&session.controller(), &TrainingController::stateChanged, this, &PreviewRunner::noteState);
    connect(&session.controller(), &TrainingController::ended, this, &PreviewRunner::refresh);
    connect(&session.controller(), &TrainingController::prepared, this, [this](const RunInfo& info) {
        m_dataset = info.experiment.dataset;
        m_album = info.album;
        if (m_album && m_sample >= m_album->count())
            m_sample = 0;
        refresh();
    });
    connect(&session.controller(), &TrainingController::snapshotTaken, this, [this] {
        if (!m_pause.isActive())
            m_pause.start(std::max(ShortestPause, SharesOfTraining * *m_cost));
    });
}

PreviewRunner::~PreviewRunner() {
    ++*m_latest; // what waits need not be worked out
}

void PreviewRunner::noteState(TrainingController::State state) {
    using State = TrainingController::State;
    // The old data are not held while others are loaded, nor after a run that broke off, perhaps for want of memory.
    if (state == State::Empty || (state == State::Preparing && m_dataset != m_session.editor().experiment().dataset))
        m_album.reset();
    if (state == State::Ready || state == State::Empty)
        refresh();
}

void PreviewRunner::setWanted(bool wanted) {
    if (std::exchange(m_isWanted, wanted) != wanted)
        refresh();
}

void PreviewRunner::showNextSample() {
    m_sample = m_album && m_sample + 1 < m_album->count() ? m_sample + 1 : 0;
    refresh();
}

bool PreviewRunner::isShown() const {
    const auto& info = m_session.controller().runInfo();
    const Experiment& experiment = m_session.editor().experiment();
    return info && (info->experiment == experiment || differOnlyLive(info->experiment, experiment));
}

void PreviewRunner::refresh() {
    const Experiment& experiment = m_session.editor().experiment();
    if (!m_isWanted || !m_album || m_dataset != experiment.dataset) {
        ++*m_latest;
        Q_EMIT previewed({}, m_sample);
    } else if (!m_session.editor().network()) {
        return; // comes soon
    } else if (!isShown()) {
        previewFresh();
    } else if (m_session.controller().hasNetwork()) {
        previewTrained();
    } else if (!m_session.begun() && experiment.training.text("startFrom").empty()) {
        previewFresh(); // as it will begin; one that goes on is seen when it is ready
    }
}

void PreviewRunner::previewFresh() {
    m_background.line()->work([answer = newAnswer(), experiment = m_session.editor().experiment(), album = m_album,
                               sample = m_sample] { answer([&] { return preview(experiment, *album, sample); }); });
}

void PreviewRunner::previewTrained() {
    m_session.controller().useModel(
        "preview", [answer = newAnswer(), album = m_album, sample = m_sample](const Model* model, const TrainingPlace&) {
            if (model)
                answer([&] { return preview(*model, *album, sample); });
        });
}

std::function<void(const std::function<Preview()>& make)> PreviewRunner::newAnswer() {
    const std::uint64_t request = ++*m_latest;
    return [this, request, latest = m_latest, cost = m_cost, line = m_background.line(),
            sample = m_sample](const std::function<Preview()>& make) {
        if (*latest != request)
            return;
        Preview made;
        QElapsedTimer timer;
        timer.start();
        try {
            made = make();
        } catch (const Error&) { // whoever trains it is told what is wrong with it
        }
        *cost = int(timer.elapsed());
        line->reply([this, request, latest, sample, made = std::move(made)] {
            if (*latest == request)
                Q_EMIT previewed(made, sample);
        });
    };
}

} // namespace hourglass::ui
