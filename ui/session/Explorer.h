// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Reports.h"
#include "ui/session/ModelDesk.h"
#include "ui/session/ModelUse.h"

#include <QElapsedTimer>
#include <QObject>
#include <QString>

namespace hourglass::ui {

class TrainingController;

/// Keeps desks supplied with the newest weights of the network on show, for as long as somebody looks into it; its
/// training goes on. Lives on the window's thread.
class Explorer : public QObject {
    Q_OBJECT

public:
    /// @param controller  of the training; outlives this
    explicit Explorer(TrainingController& controller, QObject* parent = nullptr);

    /// Whether somebody looks. Nothing is copied while nobody does.
    void setWanted(bool wanted);
    bool isWanted() const { return m_isWanted; }
    /// For what follows the hand: answers come before the training does anything else.
    ModelDesk& quick() { return m_quick; }
    /// For what takes longer: it leaves the processor to the window.
    ModelDesk& patient() { return m_patient; }
    /// For what takes many seconds.
    ModelDesk& thorough() { return m_thorough; }

    /// Whether all that was asked for is answered by the newest weights.
    bool isSettled() const;

Q_SIGNALS:
    void settled(); ///< it has come to that
    /// Another network; nothing comes any more of what was asked about the one before.
    void begun(const hourglass::RunInfo& run);
    /// The quick desk has its newest weights.
    /// @param place  of its training: "at epoch 12/50, step 1200"
    void renewed(const QString& place);
    void patientRenewed(); ///< before that, where the patient desk was not busy
    void gone();           ///< there is no network

private:
    void begin(const RunInfo& run);
    void leave();
    void forget();
    void noteChange();
    void renew();
    void take(std::uint64_t epoch, const TrainingPlace& place, qint64 cost, bool patientToo);

    TrainingController& m_controller;
    ModelDesk m_quick;
    ModelDesk m_patient;
    ModelDesk m_thorough;
    bool m_isWanted = false;
    bool m_isStale = false;   ///< there are newer weights than those on the desks
    bool m_isCopying = false; ///< they are on their way
    bool m_hasMissed = false; ///< a desk, which was busy
    QElapsedTimer m_sinceCopy;
    qint64 m_rest = 0; ///< ms from one copy to the next, so that copying costs the training little
};

} // namespace hourglass::ui
