// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/RunText.h"

#include <QCoreApplication>

#include <cmath>

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
    }
    return {};
}

} // namespace

QString speedText(double samplesPerSecond, const DatasetInfo& dataset) {
    const QString unit = dataset.sampleShape.isPicture() ? RunText::tr("img/s") : RunText::tr("rows/s");
    const QString number = samplesPerSecond < 1e3   ? QString::number(samplesPerSecond, 'f', 0)
                           : samplesPerSecond < 1e4 ? QString::number(samplesPerSecond / 1e3, 'f', 1) + "k"
                                                    : QString::number(samplesPerSecond / 1e3, 'f', 0) + "k";
    return number + " " + unit;
}

QString durationText(double seconds) {
    const auto whole = std::llround(seconds);
    const auto minutes = whole / 60 % 60;
    const auto hours = whole / 3600;
    const QLatin1Char zero('0');
    if (hours > 0)
        return QString("%1:%2:%3").arg(hours).arg(minutes, 2, 10, zero).arg(whole % 60, 2, 10, zero);
    return QString("%1:%2").arg(minutes).arg(whole % 60, 2, 10, zero);
}

QString progressText(const RunInfo& run, const BatchReport& batch) {
    return RunText::tr("epoch %1/%2 · %3 left · %4")
        .arg(batch.epoch + 1)
        .arg(run.experiment.training.integer("epochs"))
        .arg(durationText(batch.secondsLeft), speedText(batch.samplesPerSecond, run.dataset));
}

QString finishedText(const Finished& finished) {
    const Metrics& metrics = finished.metrics;
    return RunText::tr("%1 · epoch %2 · %3 · error %4, PCA %5")
        .arg(reasonText(finished.reason))
        .arg(metrics.epochs)
        .arg(durationText(metrics.seconds))
        .arg(metrics.mse, 0, 'f', 4)
        .arg(metrics.pcaMse, 0, 'f', 4);
}

} // namespace hourglass::ui
