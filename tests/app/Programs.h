// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonDocument>
#include <QProcess>
#include <QStringList>

namespace hourglass::test {

struct Outcome {
    int exitCode = -1; ///< −1 when the program crashed or did not start
    QByteArray output;
    QByteArray messages;

    QJsonDocument json() const { return QJsonDocument::fromJson(output); }
};

inline Outcome finish(QProcess& process) {
    constexpr int limit = 120000; // ms; only a hanging program takes that long
    if (!process.waitForFinished(limit) || process.exitStatus() != QProcess::NormalExit)
        return {-1, process.readAllStandardOutput(), process.readAllStandardError()};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

inline Outcome runProgram(const QString& program, const QStringList& arguments) {
    QProcess process;
    process.start(program, arguments);
    return finish(process);
}

inline Outcome runCli(const QStringList& arguments) {
    return runProgram(HOURGLASS_CLI, arguments);
}

/// One training of the smallest data set with the smallest network.
inline QStringList tinyTraining(const QStringList& more, int epochs = 3) {
    return QStringList{"train",           "--data",   "customers-products",   "--set", "network.code.size=2",
                       "training.seed=7", "--epochs", QString::number(epochs)} +
           more;
}

} // namespace hourglass::test
