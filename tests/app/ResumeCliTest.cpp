// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/Programs.h"
#include "tests/support/TestMain.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <csignal>

using namespace hourglass::test;

namespace {

/// Of digits; long enough to be interrupted anywhere.
const QStringList Training{"train", "--preset", "digits-dense", "--set", "dataset.limit=2000", "training.precision=fp32"};

double mseOf(const QByteArray& json) {
    return QJsonDocument::fromJson(json).object()["reconstruction"].toObject()["mse"].toDouble(-1);
}

} // namespace

class ResumeCliTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString path(const QString& name) const { return m_folder.filePath(name); }

    /// Starts a training that writes to `file` as often as it may.
    std::unique_ptr<QProcess> startedTraining(const QString& file, int epochs) const {
        auto process = std::make_unique<QProcess>();
        process->setStandardErrorFile(path("log"));
        process->start(HOURGLASS_CLI,
                       Training + QStringList{"--epochs", QString::number(epochs), "--out", file, "--autosave", "0.001"});
        return process;
    }

private Q_SLOTS:
    // At random moments of training and saving: the file under the final name is whole, and its training can go on.
    // HOURGLASS_KILLS sets how often; for more than a hundred set QTEST_FUNCTION_TIMEOUT (ms) too.
    void killedAtAnyMomentLeavesAWholeFile() {
        const int kills = qEnvironmentVariableIntValue("HOURGLASS_KILLS");
        QRandomGenerator random(1);
        const QString file = path("killed.hourglass");
        for (int kill = 0; kill < (kills > 0 ? kills : 5); ++kill) {
            QFile::remove(file);
            const auto process = startedTraining(file, 100000);
            QVERIFY(process->waitForStarted());
            QElapsedTimer clock;
            clock.start();
            QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(file), 60'000);
            QVERIFY(!process->waitForFinished(random.bounded(200)));
            process->kill(); // SIGKILL
            QVERIFY(process->waitForFinished());
            const Outcome opened = runCli({"info", file, "--json"});
            QVERIFY2(opened.exitCode == 0, opened.messages);
        }
        // What was being written stays behind under names of its own, and nothing else does.
        for (const QString& left : QDir(m_folder.path()).entryList(QDir::Files))
            QVERIFY2(left == "log" || left == "killed.hourglass" || left.startsWith("killed.hourglass."), qPrintable(left));
        const Outcome goneOn = runCli({"train", "--resume", file, "--epochs", "1"});
        QVERIFY2(goneOn.exitCode == 0, goneOn.messages);
    }

    void comesToTheSameFigures() {
        const QString file = path("stopped.hourglass");
        const Outcome whole = runCli(Training + QStringList{"--epochs", "40", "--json"});
        QCOMPARE(whole.exitCode, 0);
        const auto process = startedTraining(file, 40);
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(file), 60'000);
        process->kill();
        QVERIFY(process->waitForFinished());
        const Outcome goneOn = runCli({"train", "--resume", file, "--json"});
        QVERIFY2(goneOn.exitCode == 0, goneOn.messages);
        QVERIFY(mseOf(whole.output) > 0);
        QCOMPARE(mseOf(goneOn.output), mseOf(whole.output));
    }

    void onlyLiveSettingsMayChange() {
        const QString file = path("short.hourglass");
        QCOMPARE(runCli(Training + QStringList{"--epochs", "1", "--out", file}).exitCode, 0);
        const Outcome outcome = runCli({"train", "--resume", file, "--set", "network.code.size=3"});
        QCOMPARE(outcome.exitCode, 2);
        QVERIFY2(outcome.messages.contains("Only what may change while it trains"), outcome.messages);
        QCOMPARE(runCli({"train", "--resume", file, "--preset", "digits-dense"}).exitCode, 2);
        QCOMPARE(runCli({"train", "--autosave", "1"}).exitCode, 2);
    }

    void weightsAloneAreAThirdAndAreOver() {
        const QStringList training = Training + QStringList{"--epochs", "1"};
        const QString all = path("all.hourglass"), weights = path("weights.hourglass");
        const Outcome full = runCli(training + QStringList{"--out", all, "--json"});
        QCOMPARE(full.exitCode, 0);
        QCOMPARE(runCli(training + QStringList{"--out", weights, "--weights-only"}).exitCode, 0);
        QVERIFY(QFile(weights).size() < QFile(all).size() * 2 / 5);
        const Outcome evaluated = runCli({"evaluate", weights, "--json"});
        QCOMPARE(mseOf(evaluated.output), mseOf(full.output));
        const Outcome goneOn = runCli({"train", "--resume", weights, "--epochs", "2"});
        QCOMPARE(goneOn.exitCode, 1);
        QVERIFY2(goneOn.messages.contains("saved without the training's state"), goneOn.messages);
        QCOMPARE(runCli({"train", "--weights-only"}).exitCode, 2);
    }

    void aFileThatCannotBeWrittenDoesNotStopTheTraining() {
        const QString folder = path("vanishing");
        QVERIFY(QDir().mkpath(folder));
        const auto process = startedTraining(folder + "/model.hourglass", 100000);
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(folder + "/model.hourglass"), 60'000);
        QVERIFY(QDir(folder).removeRecursively());
        const auto log = [&] {
            QFile file(path("log"));
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        QTRY_VERIFY_WITH_TIMEOUT(log().contains("Training goes on."), 60'000);
        QCOMPARE(process->state(), QProcess::Running);
        QVERIFY(log().contains("vanishing/model.hourglass"));
        process->kill();
        process->waitForFinished();
    }
};

HOURGLASS_TEST(ResumeCliTest)
#include "ResumeCliTest.moc"
