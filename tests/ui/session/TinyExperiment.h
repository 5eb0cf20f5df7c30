// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Catalogues.h"
#include "engine/api/Data.h"
#include "tests/support/TinyExperiment.h"

#include <QByteArray>
#include <QFile>

#include <string>

namespace hourglass::test {

/// Five customers, six products: one batch an epoch, far under a millisecond each.
inline Experiment tinyExperiment(int epochs) {
    return complete(withField(findPreset("customers-products").experiment, "training.epochs", std::to_string(epochs)));
}

/// More epochs than any test waits for.
inline Experiment endlessExperiment() {
    return tinyExperiment(100000);
}

inline Experiment withCodeSize(Experiment experiment, int size) {
    experiment.network.code.size = size;
    return experiment;
}

/// A table of 20 samples of three numbers each, whose classes nobody knows.
/// @param path  of the file that is written
inline Experiment withoutClasses(const QString& path) {
    QByteArray table = "height,width,depth\n";
    for (int row = 0; row < 20; ++row)
        table +=
            QByteArray::number(row) + "," + QByteArray::number(row * row % 7) + "," + QByteArray::number(40 - row) + "\n";
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(table) != table.size())
        qFatal("The test's own file cannot be written.");
    Experiment experiment = endlessExperiment();
    experiment.dataset = datasetFromReference(path.toStdString());
    return complete(experiment);
}

/// Digits through 8 numbers, more than six products can do with.
inline Experiment tinyDigits() {
    return complete(withField(tinyExperiment(), "training.epochs", "100000"));
}

inline Experiment onCustomers(Experiment experiment) {
    experiment.dataset = endlessExperiment().dataset;
    return experiment;
}

/// Max pooling needs pictures, but customers are rows.
inline Experiment faultyExperiment() {
    Experiment experiment = endlessExperiment();
    experiment.network.encoder = {{"max-pooling", {}}};
    return complete(experiment);
}

} // namespace hourglass::test
