// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/TrainingSession.h"

#include "ui/session/Convert.h"

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
    connect(&m_prepareTimer, &QTimer::timeout, this, [this] {
        const bool stands = m_shown == m_editor.experiment() && m_controller.state() != State::Empty;
        if (!stands && obstacle().isEmpty())
            prepare();
    });
    connect(&m_editor, &ExperimentEditor::changed, this, &TrainingSession::followEdit);
    connect(&m_editor, &ExperimentEditor::networkChanged, this, &TrainingSession::updated);
    connect(&m_controller, &TrainingController::stateChanged, this, &TrainingSession::updated);
    connect(&m_controller, &TrainingController::datasetLoaded, this,
            [this](const DatasetSpec& dataset, const DatasetInfo& info) {
                if (dataset == m_editor.experiment().dataset)
                    m_editor.setSampleShape(info.sampleShape);
            });
    connect(&m_controller, &TrainingController::saved, this,
            [this] { m_stepsSaved = m_controller.stepsDone(); });
}

bool TrainingSession::designChanged() const {
    return begun() && m_shown != m_editor.experiment();
}

QString TrainingSession::obstacle() const {
    const auto& network = m_editor.network();
    return network && network->fault ? toQString(network->fault->message) : QString();
}

void TrainingSession::open(const Experiment& experiment) {
    m_editor.reset(experiment);
    prepare();
}

void TrainingSession::train() {
    if (makeReady())
        m_controller.play();
}

void TrainingSession::trainOrPause() {
    if (m_controller.state() == State::Training)
        pause();
    else
        train();
}

void TrainingSession::step() {
    if (makeReady())
        m_controller.step();
}

void TrainingSession::reset() {
    if (obstacle().isEmpty())
        prepare();
}

void TrainingSession::undoDesignChange() {
    if (m_shown)
        m_editor.edit(tr("Return to the trained network"), *m_shown);
}

bool TrainingSession::begun() const {
    return m_controller.stepsDone() > 0 || m_controller.state() == State::Training;
}

void TrainingSession::followEdit(const Experiment& experiment) {
    if (!begun()) {
        m_prepareTimer.start();
    } else {
        if (m_shown && differOnlyLive(*m_shown, experiment)) {
            m_controller.setLive(experiment);
            m_shown = experiment;
        }
        if (!m_editor.network()) // other data: their shape decides whether the network still fits
            m_controller.describe(experiment.dataset);
    }
    Q_EMIT updated();
}

bool TrainingSession::makeReady() {
    if (!obstacle().isEmpty())
        return false;
    const State state = m_controller.state();
    if (state == State::Empty || state == State::Finished || m_shown != m_editor.experiment())
        prepare();
    return true;
}

void TrainingSession::prepare() {
    m_prepareTimer.stop();
    m_shown = m_editor.experiment();
    m_stepsSaved = 0;
    m_controller.prepare(*m_shown);
    Q_EMIT updated();
}

} // namespace hourglass::ui
