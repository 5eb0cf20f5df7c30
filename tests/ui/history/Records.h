// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/history/RunRecord.h"

#include <QColor>
#include <QUuid>

namespace hourglass::test {

/// A run that has ended, with a curve and two pictures of each kind.
inline ui::RunRecord record(const QString& name, qint64 started = 1'700'000'000'000) {
    ui::RunRecord run;
    run.summary.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    run.summary.started = started;
    run.summary.state = ui::RunState::Completed;
    run.summary.name = name;
    run.summary.variant = "Denoising";
    run.summary.dataset = "Handwritten digits";
    run.summary.codeSize = 32;
    run.summary.epochs = 3;
    run.summary.seconds = 12.5;
    run.summary.mse = 0.0123;
    run.summary.pcaMse = 0.0171;
    run.summary.pcaComponents = 32;
    run.details.experiment = R"({"dataset": {"kind": "digits"}})";
    run.details.curve = ui::RunCurve(10);
    for (int epoch = 1; epoch <= 3; ++epoch)
        run.details.curve.append({10 * epoch, 100.0 / epoch, 110.0 / epoch, 0.1 / epoch});
    for (const int grey : {40, 90}) {
        QImage picture(28, 28, QImage::Format_Grayscale8);
        picture.fill(QColor(grey, grey, grey));
        run.details.originals.push_back(picture);
        picture.fill(QColor(grey + 100, grey + 100, grey + 100));
        run.details.rebuilt.push_back(picture);
    }
    return run;
}

/// As the history lists them.
inline ui::RunList listOf(const std::vector<ui::RunSummary>& runs) {
    ui::RunList list;
    for (const ui::RunSummary& run : runs)
        list.push_back(std::make_shared<const ui::RunSummary>(run));
    return list;
}

} // namespace hourglass::test
