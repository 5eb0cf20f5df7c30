// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/TrainingSession.h"

#include <QtTest>

namespace hourglass::test {

/// Trains, and pauses after at least one step.
inline void trainAFew(ui::TrainingSession& session) {
    session.train();
    QTRY_VERIFY(session.controller().stepsDone() > 0);
    session.pause();
    QTRY_COMPARE(session.controller().state(), ui::TrainingController::State::Paused);
}

} // namespace hourglass::test
