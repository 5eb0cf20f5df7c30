// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/TrainingSession.h"

#include "ui/session/Convert.h"
#include "ui/session/LiveChange.h"

#include <utility>

namespace hourglass::ui {

namespace {
using State = TrainingController::State;
constexpr int EditPause = 250; // ms without an edit before the untrained network follows
} // namespace

TrainingSession::TrainingSession(const Experiment& experiment, QObject* parent)
    : QObject(parent)
    , m_editor(experiment) {
    m_prepareTimer.setSingleShot(true);
    m_prepareTimer.setInterval(EditPause);
    connect(&m_prepareTimer, &QTimer::timeout, this, &TrainingSession::prepareEdited);
    connect(&m_editor, &ExperimentEditor::changed, this, &TrainingSession::followEdit);
    connect(&m_editor, &ExperimentEditor::networkChanged, this, &TrainingSession::updated);
    connect(&m_controller, &TrainingController::stateChanged, this, &TrainingSession::noteState);
    connect(&m_controller, &TrainingController::datasetLoaded, this, &TrainingSession::noteData);
    connect(&m_controller, &TrainingController::datasetUnreadable, this,
            [this](const DatasetSpec& dataset, const QString& reason) {
                if (dataset != m_editor.experiment().dataset)
                    return;
                m_unreadable = {dataset, reason};
                m_wish = Wish::None;
                Q_EMIT updated();
            });
    connect(&m_controller, &TrainingController::prepared, this, [this](const RunInfo& run) {
        m_opensModel = false;
        if (m_openedFromFile)
            m_stepsSaved = run.stepsBefore;
    });
    connect(&m_controller, &TrainingController::saved, this, [this] { m_stepsSaved = m_controller.stepsDone(); });
}

bool TrainingSession::designChanged() const {
    return begun() && m_shown != m_editor.experiment();
}

QString TrainingSession::obstacle() const {
    if (dataAreUnreadable())
        return tr("%1 Then press Reset, or choose other data.").arg(m_unreadable->reason);
    const auto& network = m_editor.network();
    return network && network->fault ? toQString(network->fault->message) : QString();
}

bool TrainingSession::startsAfresh() const {
    const State state = m_controller.state();
    return state == State::Empty || state == State::Finished || m_shown != m_editor.experiment();
}

void TrainingSession::open(const QString& what, const Experiment& experiment) {
    m_editor.edit(what, experiment);
    m_wish = Wish::None;
    prepare();
}

void TrainingSession::openModel(const QString& what, const Experiment& experiment, bool recovered) {
    m_editor.edit(what, experiment);
    m_wish = Wish::None;
    noteFreshRun();
    m_opensModel = true;
    m_openedFromFile = !recovered;
    m_controller.prepareOpened(*m_shown);
    Q_EMIT updated();
}

void TrainingSession::train() {
    ask(Wish::Train);
}

void TrainingSession::pause() {
    m_wish = Wish::None;
    m_controller.pause();
}

void TrainingSession::step() {
    ask(Wish::Step);
}

void TrainingSession::stop() {
    m_wish = Wish::None;
    m_controller.stop();
}

void TrainingSession::reset() {
    m_wish = Wish::None;
    if (obstacle().isEmpty() || dataAreUnreadable())
        prepare();
}

void TrainingSession::undoDesignChange() {
    if (m_shown)
        m_editor.edit(tr("Return to the trained network"), *m_shown);
}

bool TrainingSession::begun() const {
    return m_opensModel || m_controller.stepsDone() > 0 || m_controller.state() == State::Training;
}

void TrainingSession::followEdit(const Experiment& experiment) {
    if (begun()) {
        m_wish = Wish::None;
        takeOver(experiment);
    } else {
        m_controller.pause(); // a run that is about to begin would be of the design before
        m_prepareTimer.start();
    }
    Q_EMIT updated();
}

/// Of an edit beside a run that has begun: what can change while it trains.
void TrainingSession::takeOver(const Experiment& experiment) {
    // A run that has ended takes nothing over: training with other settings is then another run.
    if (m_shown && m_controller.state() != State::Finished) {
        const Experiment before = *m_shown;
        m_shown = withLiveFrom(before, experiment);
        m_controller.setLive(*m_shown);
        for (const LiveChange& change : liveChanges(before, *m_shown))
            Q_EMIT liveChanged(change.name, change.value);
    }
    if (!m_editor.network()) // other data: their shape decides whether the network still fits
        m_controller.describe(experiment.dataset);
}

/// The edits have paused.
void TrainingSession::prepareEdited() {
    const bool stands = m_shown == m_editor.experiment() && m_controller.state() != State::Empty;
    if (begun()) // its first steps were on the way when the edit came
        takeOver(m_editor.experiment());
    else if (!stands && obstacle().isEmpty())
        prepare();
    if (obstacle().isEmpty())
        fulfil();
    else
        m_wish = Wish::None;
    Q_EMIT updated();
}

void TrainingSession::ask(Wish wish) {
    m_wish = Wish::None;
    if (!obstacle().isEmpty())
        return;
    m_wish = wish;
    if (startsAfresh()) {
        if (begun() && !m_editor.network()) { // what was learned is not given up for data that may not load
            m_controller.describe(m_editor.experiment().dataset);
            return;
        }
        prepare();
    }
    fulfil();
}

/// The wish is remembered until the run has begun: an edit before that replaces the run.
void TrainingSession::fulfil() {
    const Wish wish = m_controller.state() == State::Preparing ? m_wish : std::exchange(m_wish, Wish::None);
    if (wish == Wish::Train)
        m_controller.play();
    else if (wish == Wish::Step)
        m_controller.step();
}

void TrainingSession::prepare() {
    noteFreshRun();
    m_controller.prepare(*m_shown);
    Q_EMIT updated();
}

/// The run of the experiment on the desk takes the place of the one on show.
void TrainingSession::noteFreshRun() {
    m_prepareTimer.stop();
    m_unreadable.reset();
    m_shown = m_editor.experiment();
    m_stepsSaved = 0;
    m_opensModel = m_openedFromFile = false;
}

void TrainingSession::noteState(State state) {
    if (state == State::Empty) // it failed
        m_opensModel = false;
    const bool begins = state != State::Preparing && state != State::Ready;
    if (begins && !m_prepareTimer.isActive())
        m_wish = Wish::None;
    Q_EMIT updated();
}

void TrainingSession::noteData(const DatasetSpec& dataset, const DatasetInfo& info) {
    if (dataset != m_editor.experiment().dataset)
        return;
    const bool wereUnreadable = std::exchange(m_unreadable, {}).has_value();
    const Wish wish = m_wish; // a network that is adapted takes back nothing that was asked for
    const bool adapted = m_editor.setSampleShape(info.sampleShape, std::int64_t(info.classNames.size()));
    m_wish = wish;
    if (begun() && wish != Wish::None)
        ask(wish);
    else if (adapted)
        prepareEdited(); // at once, before the run of the old network can fail
    else if (wereUnreadable)
        Q_EMIT updated();
    if (adapted)
        Q_EMIT networkAdapted();
}

} // namespace hourglass::ui
