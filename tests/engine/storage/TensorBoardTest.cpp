// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/TensorBoard.h"
#include "engine/api/Error.h"
#include "engine/storage/EventFile.h"
#include "tests/engine/storage/ExportCases.h"
#include "tests/support/FileSizeLimit.h"
#include "tests/support/Python.h"
#include "tests/support/Recorder.h"
#include "tests/support/SealedFolder.h"
#include "tests/support/TestMain.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <cmath>
#include <functional>

using namespace hourglass;

/// What TensorBoard gets to read, read by a program of its own.
class TensorBoardTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_faults.clear();
    }

    void checksumsAreThoseOfTheStandard() {
        QCOMPARE(crc32c(""), 0U);
        QCOMPARE(crc32c("123456789"), 0xE3069283U); // RFC 3720, B.4, and the catalogue of checksums
        QCOMPARE(crc32c(std::string(32, '\0')), 0x8A9136AAU);
        QCOMPARE(crc32c(std::string(32, '\xff')), 0x62A8AB43U);
    }

    void everyFigureOfATrainingIsThere() {
        test::Recorder recorder;
        train(test::tinyVariant("variational"), recorder);
        const QJsonArray events = read(onlyRun("digits-variational-"));
        QCOMPARE(events[0]["version"].toString(), QStringLiteral("brain.Event:2"));
        QCOMPARE(events.size(), qsizetype(1 + recorder.batches.size() + recorder.epochs.size()));
        QVERIFY(m_faults.empty());

        const double now = double(QDateTime::currentSecsSinceEpoch());
        std::size_t batches = 0, epochs = 0;
        for (qsizetype i = 1; i < events.size(); ++i) {
            const QJsonObject event = events[i].toObject();
            QVERIFY(std::abs(event["time"].toDouble() - now) < 600);
            const QJsonObject scalars = event["scalars"].toObject();
            if (scalars.contains("objective/batch")) {
                const BatchReport& batch = recorder.batches[batches++];
                QCOMPARE(event["step"].toInteger(), qint64(batch.step));
                QVERIFY(isNear(scalars["objective/batch"], batch.objective));
                QVERIFY(isNear(scalars["speed/learning rate"], batch.learningRate));
                QVERIFY(isNear(scalars["speed/samples a second"], batch.samplesPerSecond));
                compare(scalars, batch.terms, "batch");
            } else {
                const EpochReport& epoch = recorder.epochs[epochs++];
                QCOMPARE(event["step"].toInteger(), qint64(epoch.step));
                QVERIFY(isNear(scalars["objective/training"], epoch.trainingObjective));
                QVERIFY(isNear(scalars["objective/validation"], epoch.validationObjective));
                QVERIFY(isNear(scalars["error/validation"], epoch.validationMse));
                compare(scalars, epoch.training, "training");
                compare(scalars, epoch.validation, "validation");
            }
        }
        QCOMPARE(batches, recorder.batches.size());
        QCOMPARE(epochs, recorder.epochs.size());
    }

    void everyReportIsPassedOn() {
        test::Recorder alone, behind;
        TrainingControl control;
        hourglass::train(test::tinyExperiment(), alone, control);
        train(test::tinyExperiment(), behind);
        QCOMPARE(behind.batches.size(), alone.batches.size());
        QCOMPARE(behind.epochs.size(), alone.epochs.size());
        QVERIFY(!behind.snapshots.empty());
        QVERIFY(behind.pcaMse > 0);
        QVERIFY(behind.info.album);
        QCOMPARE(behind.batches.back().objective, alone.batches.back().objective); // nothing else has changed
    }

    void pcaIsALevel() {
        test::Recorder recorder;
        TensorBoardLog log(m_folder->path().toStdString(), recorder, {});
        log.onPrepared(runOf(100));
        log.onBaseline(0.25, 8);
        for (std::int64_t step : {10, 20}) {
            EpochReport epoch;
            epoch.step = step;
            log.onEpoch(epoch);
        }
        const QJsonArray events = read(onlyRun("digits-"));
        QCOMPARE(events.size(), 3);
        QCOMPARE(events[2]["scalars"]["error/PCA"].toDouble(), 0.25);
    }

    /// A run of a million steps would otherwise fill the disk.
    void longRunsAreThinned() {
        test::Recorder recorder;
        {
            TensorBoardLog log(m_folder->path().toStdString(), recorder, {});
            log.onPrepared(runOf(1'000'000));
            for (std::int64_t step = 1; step <= 1000; ++step) {
                BatchReport batch;
                batch.step = step;
                log.onBatch(batch);
            }
        }
        const QJsonArray events = read(onlyRun("digits-"));
        QCOMPARE(events.size(), 1 + 10);
        QCOMPARE(events[1]["step"].toInteger(), 100);
        QCOMPARE(recorder.batches.size(), std::size_t(1000));
    }

    void aFileThatCannotBeWrittenIsNamed() {
        const std::string folder = m_folder->filePath("gone").toStdString();
        try {
            const EventFile file(folder);
            QFAIL("written");
        } catch (const Error& error) {
            QVERIFY2(QString(error.what()).contains(QString::fromStdString(folder)), error.what());
        }
    }

    void runsDoNotShareAFolder() {
        test::Recorder recorder;
        for (int run = 0; run < 3; ++run)
            train(test::tinyExperiment(), recorder);
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size(), 3);
    }

    void aRunThatMakesNoStepLeavesNothing() {
        test::Recorder recorder;
        {
            TensorBoardLog log(m_folder->filePath("runs").toStdString(), recorder, {});
            log.onPrepared(runOf(100));
            log.onPaused(true);
        }
        QVERIFY(!QFile::exists(m_folder->filePath("runs")));
    }

    void whatCannotBeWrittenIsSaidOnceAndTheTrainingGoesOn() {
        QFile occupied(m_folder->filePath("occupied"));
        QVERIFY(occupied.open(QIODevice::WriteOnly));
        test::Recorder recorder;
        TrainingControl control;
        TensorBoardLog log(m_folder->filePath("occupied/runs").toStdString(), recorder, collectFaults());
        const TrainingResult result = hourglass::train(test::tinyExperiment(), log, control);
        QVERIFY(result.finished.reason == Finished::Reason::Completed);
        isSaidOnce("occupied/runs");
    }

    void aDiskThatFillsUpIsSaidOnceAndTheTrainingGoesOn() {
        test::Recorder recorder;
        TrainingControl control;
        TensorBoardLog log(m_folder->filePath("runs").toStdString(), recorder, collectFaults());
        {
            const test::FileSizeLimit full(300); // the first events fit
            const TrainingResult result = hourglass::train(test::tinyExperiment(), log, control);
            QVERIFY(result.finished.reason == Finished::Reason::Completed);
        }
        isSaidOnce(m_folder->filePath("runs"));
    }

    void aFolderOfSomebodyElseIsSaidOnce() {
        const test::SealedFolder sealed;
        QVERIFY(sealed.isSealed());
        test::Recorder recorder;
        TensorBoardLog log(sealed.filePath("runs").toStdString(), recorder, collectFaults());
        log.onPrepared(runOf(100));
        log.onEpoch({});
        log.onEpoch({});
        QCOMPARE(recorder.epochs.size(), std::size_t(2));
        isSaidOnce(sealed.filePath("runs"));
    }

private:
    static RunInfo runOf(std::int64_t steps) {
        RunInfo info;
        info.experiment = test::tinyExperiment();
        info.stepsPerEpoch = steps / 10;
        info.experiment.training.set("epochs", std::int64_t(10));
        info.stages = {{"", 10}};
        return info;
    }
    std::function<void(const std::string&)> collectFaults() {
        return [this](const std::string& message) { m_faults.push_back(message); };
    }
    void isSaidOnce(const QString& folder) {
        QCOMPARE(m_faults.size(), std::size_t(1));
        QVERIFY2(QString::fromStdString(m_faults[0]).contains(folder), m_faults[0].c_str());
        QVERIFY2(QString::fromStdString(m_faults[0]).contains("goes on without it"), m_faults[0].c_str());
    }
    void train(const Experiment& experiment, TrainingObserver& observer) {
        TrainingControl control;
        TensorBoardLog log(m_folder->path().toStdString(), observer, collectFaults());
        hourglass::train(experiment, log, control);
    }
    /// The file of events of the one run there is.
    QString onlyRun(const QString& name) const {
        const QStringList runs = QDir(m_folder->path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        if (runs.size() != 1 || !runs[0].startsWith(name))
            return {};
        const QDir run(m_folder->filePath(runs[0]));
        const QStringList files = run.entryList({"events.out.tfevents.*"});
        return files.size() == 1 ? run.filePath(files[0]) : QString();
    }
    static QJsonArray read(const QString& file) {
        QProcess python;
        python.start(test::debiansPython, {HOURGLASS_TEST_DATA "/engine/storage/events_peer.py", file});
        if (!python.waitForFinished(-1) || python.exitCode() != 0)
            qWarning("%s", python.readAllStandardError().constData());
        return QJsonDocument::fromJson(python.readAllStandardOutput()).array();
    }
    /// As far as a number of 32 bits can be.
    static bool isNear(const QJsonValue& value, double expected) {
        return value.isDouble() && std::abs(value.toDouble() - expected) <= 1e-6 * std::abs(expected);
    }
    static void compare(const QJsonObject& scalars, const std::vector<TermValue>& terms, const std::string& of) {
        QVERIFY(!terms.empty());
        for (const TermValue& term : terms)
            QVERIFY2(isNear(scalars[QString::fromStdString(term.name + '/' + of)], term.value), term.name.c_str());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::vector<std::string> m_faults;
};

HOURGLASS_TEST(TensorBoardTest)
#include "TensorBoardTest.moc"
