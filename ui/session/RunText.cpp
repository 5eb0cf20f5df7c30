// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/RunText.h"

#include "engine/api/Text.h"
#include "ui/session/Convert.h"

#include <QCoreApplication>

namespace hourglass::ui {

namespace {

struct RunText {
    Q_DECLARE_TR_FUNCTIONS(RunText)
};

QString reasonText(Finished::Reason reason) {
    switch (reason) {
    case Finished::Reason::Completed:
        return RunText::tr("Completed");
    case Finished::Reason::Stopped:
        return RunText::tr("Stopped");
    case Finished::Reason::EarlyStopped:
        return RunText::tr("Stopped early");
    case Finished::Reason::Diverged:
        return RunText::tr("Diverged");
    case Finished::Reason::Failed:
        return RunText::tr("Broken off");
    }
    return {};
}

QString pcaText(const Metrics& metrics) {
    return losesNothing(metrics.pcaMse) ? RunText::tr("PCA 0 (the code is wide enough for everything)")
                                        : RunText::tr("PCA %1").arg(metrics.pcaMse, 0, 'f', 4);
}

} // namespace

QString progressText(const RunInfo& run, const BatchReport& batch) {
    return RunText::tr("%1 · %2 left · %3")
        .arg(toQString(run.placeText(batch.stage, batch.epoch)), toQString(durationText(batch.secondsLeft)),
             toQString(speedText(batch.samplesPerSecond, run.dataset.sampleShape)));
}

// The figures come before what may be cut off in a narrow window.
QString finishedText(const Finished& finished) {
    const Metrics& metrics = finished.metrics;
    return RunText::tr("%1 · error %2, %3 · epoch %4 · %5")
        .arg(reasonText(finished.reason))
        .arg(metrics.mse, 0, 'f', 4)
        .arg(pcaText(metrics))
        .arg(metrics.epochs)
        .arg(toQString(durationText(metrics.seconds)));
}

bool losesNothing(double pcaMse) {
    return pcaMse < 1e-7;
}

QString placeText(const RunInfo& run, const TrainingPlace& place) {
    if (place.steps == 0)
        return RunText::tr("before its first step");
    return RunText::tr("at %1, step %L2").arg(toQString(run.placeText(place.stage, place.epoch))).arg(place.steps);
}

} // namespace hourglass::ui
