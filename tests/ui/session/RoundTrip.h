// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/TrainingController.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

namespace hourglass::test {

/// Waits for what the training thread has done by now: a save is answered in turn, also while the training
/// rests.
inline void roundTrip(ui::TrainingController& controller) {
    const QTemporaryDir folder;
    QSignalSpy saved(&controller, &ui::TrainingController::saved);
    controller.save(folder.filePath("round-trip.hourglass"));
    QTRY_COMPARE(saved.count(), 1);
}

} // namespace hourglass::test
