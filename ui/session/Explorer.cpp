// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/Explorer.h"

#include "ui/session/RunText.h"
#include "ui/session/TrainingController.h"

#include <QTimer>

#include <algorithm>
#include <utility>
#include <vector>

namespace hourglass::ui {

namespace {
constexpr qint64 CopyingShare = 20;   // a copy takes at most one in so many parts of the training's time
constexpr qint64 LongestWait = 2'000; // ms, while the hand never rests
constexpr qint64 ShortestRest = 300;  // ms: everything on show is decoded anew with each copy
} // namespace

Explorer::Explorer(TrainingController& controller, QObject* parent)
    : QObject(parent)
    , m_controller(controller)
    , m_quick("explore", Background::Manners::Hurries)
    , m_patient("survey", Background::Manners::GivesWay)
    , m_thorough("figures", Background::Manners::GivesWay) {
    connect(&controller, &TrainingController::prepared, this, &Explorer::begin);
    connect(&controller, &TrainingController::snapshotTaken, this, &Explorer::noteChange);
    connect(&controller, &TrainingController::stateChanged, this, [this] {
        if (m_controller.state() == TrainingController::State::Preparing)
            return; // the former network stays until there is another one, on the same data perhaps
        if (!m_controller.runInfo())
            leave();
        else if (m_controller.hasNetwork())
            noteChange();
    });
    for (const ModelDesk* desk : {&m_quick, &m_patient, &m_thorough})
        connect(desk, &ModelDesk::idle, this, [this] {
            m_isStale = std::exchange(m_hasMissed, false) || m_isStale;
            renew();
            if (isSettled())
                Q_EMIT settled();
        });
}

bool Explorer::isSettled() const {
    return m_isWanted && !m_isStale && !m_isCopying && !m_quick.isBusy() && !m_patient.isBusy() && !m_thorough.isBusy();
}

void Explorer::setWanted(bool wanted) {
    m_isWanted = wanted;
    renew();
}

void Explorer::forget() {
    for (ModelDesk* desk : {&m_quick, &m_patient, &m_thorough})
        desk->forget();
    m_isCopying = m_hasMissed = false;
    m_sinceCopy.invalidate();
}

void Explorer::leave() {
    forget();
    m_isStale = false;
    Q_EMIT gone();
}

void Explorer::begin(const RunInfo& run) {
    forget();
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
    if (!m_isWanted || !m_isStale || m_isCopying || (m_quick.isBusy() && !isFirst && !m_sinceCopy.hasExpired(LongestWait)) ||
        !m_controller.hasNetwork())
        return;
    if (const qint64 rest = isFirst ? 0 : m_rest - m_sinceCopy.elapsed(); rest > 0) {
        QTimer::singleShot(int(rest), this, &Explorer::renew);
        return;
    }
    m_isStale = false;
    m_isCopying = true;
    struct Place {
        std::shared_ptr<ModelShelf> shelf;
        std::uint64_t epoch;
    };
    std::vector<Place> places;
    const bool patientToo = isFirst || !m_patient.isBusy();
    for (const ModelDesk* desk : {&m_quick, &m_patient, &m_thorough})
        if (isFirst || !desk->isBusy() || desk == &m_quick)
            places.push_back({desk->shelf(), desk->epoch()});
        else
            m_hasMissed = true; // it gets newer ones once it is ready
    // The training thread may come to this when the explorer is gone: it uses shelves and the line, which outlive it.
    m_controller.useModel("explore", [this, places, patientToo, epoch = m_quick.epoch(),
                                      line = m_quick.line()](const Model* model, const TrainingPlace& place) {
        QElapsedTimer spent;
        spent.start();
        const auto tell = [&, this] {
            line->reply([this, epoch, place, patientToo, cost = spent.elapsed()] { take(epoch, place, cost, patientToo); });
        };
        try {
            for (const Place& desk : places)
                if (model)
                    desk.shelf->put(model->copy(), desk.epoch);
        } catch (...) { // out of memory: the controller says so, and there may be enough next time
            tell();
            throw;
        }
        tell();
    });
}

void Explorer::take(std::uint64_t epoch, const TrainingPlace& place, qint64 cost, bool patientToo) {
    if (epoch != m_quick.epoch() || !m_controller.runInfo())
        return;
    m_isCopying = false;
    m_rest = std::max(ShortestRest, CopyingShare * cost);
    m_sinceCopy.start();
    if (patientToo)
        Q_EMIT patientRenewed();
    Q_EMIT renewed(placeText(*m_controller.runInfo(), place));
    renew();
}

} // namespace hourglass::ui
