// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/Explorer.h"

#include "ui/session/RunText.h"
#include "ui/session/TrainingController.h"

#include <QTimer>

#include <algorithm>

namespace hourglass::ui {

namespace {
constexpr qint64 CopyingShare = 20;  // a copy takes at most one in so many parts of the training's time
constexpr qint64 ShortestRest = 100; // ms
} // namespace

Explorer::Explorer(TrainingController& controller, QObject* parent)
    : QObject(parent)
    , m_controller(controller)
    , m_quick("explore", Background::Manners::Hurries)
    , m_patient("survey", Background::Manners::GivesWay) {
    connect(&controller, &TrainingController::prepared, this, &Explorer::begin);
    connect(&controller, &TrainingController::snapshotTaken, this, &Explorer::noteChange);
    connect(&controller, &TrainingController::stateChanged, this, [this] {
        if (!m_controller.runInfo())
            leave();
        else if (m_controller.hasNetwork())
            noteChange();
    });
    connect(&m_quick, &ModelDesk::idle, this, &Explorer::renew);
    connect(&m_patient, &ModelDesk::idle, this, [this] {
        if (m_patientIsStale) // there may be no newer ones any more
            noteChange();
    });
}

void Explorer::setWanted(bool wanted) {
    m_isWanted = wanted;
    renew();
}

void Explorer::leave() {
    m_quick.forget();
    m_patient.forget();
    m_isStale = m_isCopying = m_patientIsStale = false;
    m_sinceCopy.invalidate();
    Q_EMIT gone();
}

void Explorer::begin(const RunInfo& run) {
    m_quick.forget();
    m_patient.forget();
    m_isCopying = false;
    m_sinceCopy.invalidate();
    Q_EMIT begun(run);
    noteChange();
}

void Explorer::noteChange() {
    m_isStale = true;
    renew();
}

/// Once all that was asked of the weights before is answered: whatever takes longer than from one look to the next would
/// never come to its end.
void Explorer::renew() {
    const bool isFirst = !m_sinceCopy.isValid(); // what was asked before waits for it
    if (!m_isWanted || !m_isStale || m_isCopying || (m_quick.isBusy() && !isFirst) || !m_controller.hasNetwork())
        return;
    if (const qint64 rest = isFirst ? 0 : m_rest - m_sinceCopy.elapsed(); rest > 0) {
        QTimer::singleShot(int(rest), this, &Explorer::renew);
        return;
    }
    m_isStale = false;
    m_isCopying = true;
    const bool both = isFirst || !m_patient.isBusy();
    m_patientIsStale = !both;
    // The training thread may come to this when the explorer is gone: it uses shelves and the line, which outlive it.
    m_controller.useModel("explore", [this, both, quick = m_quick.shelf(), patient = m_patient.shelf(),
                                      quickEpoch = m_quick.epoch(), patientEpoch = m_patient.epoch(),
                                      line = m_quick.line()](const Model* model, const TrainingPlace& place) {
        QElapsedTimer spent;
        spent.start();
        const auto tell = [&, this] {
            line->reply([this, quickEpoch, place, cost = spent.elapsed()] { take(quickEpoch, place, cost); });
        };
        try {
            if (model)
                quick->put(model->copy(), quickEpoch);
            if (model && both)
                patient->put(model->copy(), patientEpoch);
        } catch (...) { // out of memory: the controller says so, and there may be enough next time
            tell();
            throw;
        }
        tell();
    });
}

void Explorer::take(std::uint64_t epoch, const TrainingPlace& place, qint64 cost) {
    if (epoch != m_quick.epoch() || !m_controller.runInfo())
        return;
    m_isCopying = false;
    m_rest = std::max(ShortestRest, CopyingShare * cost);
    m_sinceCopy.start();
    Q_EMIT renewed(placeText(*m_controller.runInfo(), place));
    renew();
}

} // namespace hourglass::ui
