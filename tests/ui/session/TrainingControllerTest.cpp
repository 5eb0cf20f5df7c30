// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/TrainingController.h"
#include "tests/support/TestMain.h"
#include "tests/ui/session/TinyExperiment.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <numeric>

using namespace hourglass;
using namespace hourglass::ui;
using test::endlessExperiment;
using test::tinyExperiment;
using test::withCodeSize;
using State = TrainingController::State;

class TrainingControllerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void preparesAndRests();
    void everyBatchComesInOrder();
    void playsAtOnceWhenAskedWhilePreparing();
    void pauseRests();
    void pauseRestsAtOnce();
    void stepIsOneBatch();
    void stopEndsTheRun();
    void prepareReplacesTheRun();
    void onlyTheLastOfSeveralIsPrepared();
    void liveChangesReachTheRun();
    void savesWhileTrainingRestingAndAfterwards();
    void aRequestThatWasReplacedIsNotAnswered();
    void savingWithoutARunFails();
    void savingToNowhereFailsAndTheRunGoesOn();
    void describesDataBesideTheRun();
    void unreadableDataFail();
    void aFaultyNetworkStillTellsTheShape();
    void closesInEveryState_data();
    void closesInEveryState();

private:
    /// What the training thread has done by now: a save is answered in turn, also while the training rests.
    void roundTrip(TrainingController& controller);

    QTemporaryDir m_folder;
};

namespace {

/// Keeps what the controller reports.
struct Log {
    explicit Log(TrainingController& controller) {
        QObject::connect(&controller, &TrainingController::batchesDone, &controller,
                         [this](const std::vector<BatchReport>& batches) {
                             for (const BatchReport& batch : batches)
                                 steps.push_back(batch.step);
                         });
        QObject::connect(&controller, &TrainingController::epochDone, &controller,
                         [this](const EpochReport& epoch) { epochs.push_back(epoch.epoch); });
    }

    std::vector<std::int64_t> steps;
    std::vector<std::int64_t> epochs;
};

std::vector<std::int64_t> countedFrom(std::int64_t first, std::size_t count) {
    std::vector<std::int64_t> numbers(count);
    std::iota(numbers.begin(), numbers.end(), first);
    return numbers;
}

} // namespace

void TrainingControllerTest::roundTrip(TrainingController& controller) {
    QSignalSpy saved(&controller, &TrainingController::saved);
    controller.save(m_folder.filePath("round-trip.hourglass"));
    QTRY_COMPARE(saved.count(), 1);
}

void TrainingControllerTest::preparesAndRests() {
    TrainingController controller;
    QSignalSpy prepared(&controller, &TrainingController::prepared);
    QSignalSpy snapshots(&controller, &TrainingController::snapshotTaken);
    QSignalSpy baselines(&controller, &TrainingController::baselineKnown);
    QCOMPARE(controller.state(), State::Empty);
    QCOMPARE(controller.totalSteps(), 0);

    controller.prepare(tinyExperiment(10));
    QCOMPARE(controller.state(), State::Preparing);
    QTRY_COMPARE(controller.state(), State::Ready);
    QCOMPARE(prepared.count(), 1);
    QCOMPARE(snapshots.count(), 1);
    QCOMPARE(baselines.count(), 1);
    QCOMPARE(controller.runInfo()->dataset.sampleShape.elements(), 6);
    QCOMPARE(controller.totalSteps(), 10);
    QCOMPARE(controller.stepsDone(), 0);
}

void TrainingControllerTest::everyBatchComesInOrder() {
    TrainingController controller;
    const Log log(controller);
    QSignalSpy ended(&controller, &TrainingController::ended);
    controller.prepare(tinyExperiment(500));
    QTRY_COMPARE(controller.state(), State::Ready);
    controller.play();
    QTRY_COMPARE_WITH_TIMEOUT(controller.state(), State::Finished, 60000);
    QCOMPARE(log.steps, countedFrom(1, 500));
    QCOMPARE(log.epochs, countedFrom(0, 500));
    QCOMPARE(ended.count(), 1);
    QCOMPARE(controller.finished()->reason, Finished::Reason::Completed);
    QCOMPARE(controller.finished()->metrics.epochs, 500);
}

void TrainingControllerTest::playsAtOnceWhenAskedWhilePreparing() {
    TrainingController controller;
    controller.prepare(tinyExperiment(3));
    controller.play();
    QTRY_COMPARE(controller.state(), State::Finished);
    QCOMPARE(controller.stepsDone(), 3);
}

void TrainingControllerTest::pauseRests() {
    TrainingController controller;
    const Log log(controller);
    controller.prepare(endlessExperiment());
    controller.play();
    QTRY_VERIFY(controller.stepsDone() > 0);
    QCOMPARE(controller.state(), State::Training);

    controller.pause();
    QTRY_COMPARE(controller.state(), State::Paused);
    const auto steps = controller.stepsDone();
    roundTrip(controller);
    QCOMPARE(controller.stepsDone(), steps);
    QCOMPARE(controller.state(), State::Paused);

    controller.play();
    QCOMPARE(controller.state(), State::Training);
    QTRY_VERIFY(controller.stepsDone() > steps);
    QCOMPARE(log.steps, countedFrom(1, log.steps.size()));
}

void TrainingControllerTest::pauseRestsAtOnce() {
    TrainingController controller;
    controller.prepare(endlessExperiment());
    QTRY_COMPARE(controller.state(), State::Ready);
    for (int i = 0; i < 20; ++i) {
        controller.play();
        QCOMPARE(controller.state(), State::Training);
        controller.pause(); // most likely before the training thread has noticed
        QTRY_VERIFY(controller.state() != State::Training);
    }
    controller.play();
    QTRY_VERIFY(controller.stepsDone() > 0);
}

void TrainingControllerTest::stepIsOneBatch() {
    TrainingController controller;
    controller.prepare(endlessExperiment());
    QTRY_COMPARE(controller.state(), State::Ready);
    controller.step();
    QTRY_COMPARE(controller.state(), State::Paused);
    roundTrip(controller);
    QCOMPARE(controller.stepsDone(), 1);
    controller.step();
    controller.step();
    QTRY_COMPARE(controller.stepsDone(), 3);
    roundTrip(controller);
    QCOMPARE(controller.stepsDone(), 3);
    QCOMPARE(controller.state(), State::Paused);
}

void TrainingControllerTest::stopEndsTheRun() {
    TrainingController controller;
    QSignalSpy ended(&controller, &TrainingController::ended);
    controller.prepare(endlessExperiment());
    controller.play();
    QTRY_VERIFY(controller.stepsDone() > 0);
    controller.stop();
    QTRY_COMPARE(controller.state(), State::Finished);
    QCOMPARE(ended.count(), 1);
    QCOMPARE(controller.finished()->reason, Finished::Reason::Stopped);
}

void TrainingControllerTest::prepareReplacesTheRun() {
    TrainingController controller;
    const Log log(controller);
    QSignalSpy ended(&controller, &TrainingController::ended);
    controller.prepare(endlessExperiment());
    controller.play();
    QTRY_VERIFY(controller.stepsDone() > 0);

    controller.prepare(withCodeSize(endlessExperiment(), 3));
    QVERIFY(!controller.runInfo());
    const auto reported = log.steps.size();
    QTRY_COMPARE(controller.state(), State::Ready);
    QCOMPARE(controller.runInfo()->experiment.network.code.size, 3);
    QCOMPARE(log.steps.size(), reported); // nothing more from the first run
    QCOMPARE(controller.stepsDone(), 0);
    QCOMPARE(ended.count(), 0);
}

void TrainingControllerTest::onlyTheLastOfSeveralIsPrepared() {
    TrainingController controller;
    QSignalSpy prepared(&controller, &TrainingController::prepared);
    for (int size : {2, 3, 4, 5})
        controller.prepare(withCodeSize(endlessExperiment(), size));
    QTRY_COMPARE(controller.state(), State::Ready);
    QCOMPARE(prepared.count(), 1);
    QCOMPARE(controller.runInfo()->experiment.network.code.size, 5);
}

void TrainingControllerTest::liveChangesReachTheRun() {
    TrainingController controller;
    controller.prepare(endlessExperiment());
    QTRY_COMPARE(controller.state(), State::Ready);
    controller.setLive(tinyExperiment(4));
    QCOMPARE(controller.totalSteps(), 4);
    controller.play();
    QTRY_COMPARE(controller.state(), State::Finished);
    QCOMPARE(controller.stepsDone(), 4);
}

void TrainingControllerTest::savesWhileTrainingRestingAndAfterwards() {
    TrainingController controller;
    QSignalSpy saved(&controller, &TrainingController::saved);
    const auto savesTo = [&](const QString& name) {
        const QString path = m_folder.filePath(name);
        const auto before = saved.count();
        controller.save(path);
        return QTest::qWaitFor([&] { return saved.count() > before; }) && saved.last().at(0) == path &&
               QFile::exists(path);
    };
    controller.prepare(endlessExperiment());
    QTRY_COMPARE(controller.state(), State::Ready);
    QVERIFY(savesTo("untrained.hourglass"));
    controller.play();
    QTRY_VERIFY(controller.stepsDone() > 0);
    QVERIFY(savesTo("training.hourglass"));
    controller.stop();
    QTRY_COMPARE(controller.state(), State::Finished);
    QVERIFY(savesTo("finished.hourglass"));
    QVERIFY(Model::load(m_folder.filePath("finished.hourglass").toStdString()).experiment() ==
            endlessExperiment());
}

void TrainingControllerTest::aRequestThatWasReplacedIsNotAnswered() {
    TrainingController controller;
    QSignalSpy saved(&controller, &TrainingController::saved);
    QSignalSpy failed(&controller, &TrainingController::failed);
    QSignalSpy loaded(&controller, &TrainingController::datasetLoaded);
    controller.prepare(endlessExperiment());
    const QString path = m_folder.filePath("twice.hourglass");
    controller.save(path);
    controller.save(path);
    controller.describe(
        {"csv", {{"file", std::string("/nowhere/missing.csv")}}}); // and then thought better of
    controller.describe(defaultExperiment().dataset);
    controller.stop();
    QTRY_COMPARE(controller.state(), State::Finished);
    roundTrip(controller); // all that was asked before has had its turn
    QCOMPARE(saved.count(), 2);
    QCOMPARE(saved.first().at(0), path);
    QCOMPARE(failed.count(), 0);
    QCOMPARE(loaded.last().at(1).value<DatasetInfo>().sampleShape.elements(), 784);
}

void TrainingControllerTest::savingWithoutARunFails() {
    TrainingController controller;
    QSignalSpy failed(&controller, &TrainingController::failed);
    controller.save(m_folder.filePath("nothing.hourglass"));
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(!QFile::exists(m_folder.filePath("nothing.hourglass")));
}

void TrainingControllerTest::savingToNowhereFailsAndTheRunGoesOn() {
    TrainingController controller;
    QSignalSpy failed(&controller, &TrainingController::failed);
    controller.prepare(endlessExperiment());
    controller.play();
    QTRY_VERIFY(controller.stepsDone() > 0);
    controller.save(m_folder.filePath("missing/model.hourglass"));
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(failed.first().at(0).toString().contains("missing/model.hourglass"));
    QCOMPARE(controller.state(), State::Training);
}

void TrainingControllerTest::describesDataBesideTheRun() {
    TrainingController controller;
    QSignalSpy loaded(&controller, &TrainingController::datasetLoaded);
    controller.prepare(endlessExperiment());
    QTRY_COMPARE(controller.state(), State::Ready);
    controller.step();
    QTRY_COMPARE(controller.state(), State::Paused);
    loaded.clear();

    const DatasetSpec digits = defaultExperiment().dataset;
    controller.describe(digits);
    QTRY_COMPARE(loaded.count(), 1);
    QVERIFY(loaded.first().at(0).value<DatasetSpec>() == digits);
    QCOMPARE(loaded.first().at(1).value<DatasetInfo>().sampleShape.elements(), 784);
    QCOMPARE(controller.state(), State::Paused);
    QCOMPARE(controller.stepsDone(), 1);
}

void TrainingControllerTest::unreadableDataFail() {
    TrainingController controller;
    QSignalSpy failed(&controller, &TrainingController::failed);
    const QString path = m_folder.filePath("table.csv");
    QFile table(path);
    QVERIFY(table.open(QIODevice::WriteOnly));
    table.write("a,b\n1,2\n3,4\n5,6\n");
    table.close();
    Experiment experiment = endlessExperiment();
    experiment.dataset = datasetFromReference(path.toStdString());
    QVERIFY(table.remove());

    controller.prepare(complete(experiment));
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY2(failed.first().at(0).toString().contains("table.csv"),
             qPrintable(failed.first().at(0).toString()));
    QCOMPARE(controller.state(), State::Empty);

    controller.prepare(endlessExperiment());
    QTRY_COMPARE(controller.state(), State::Ready);
}

void TrainingControllerTest::aFaultyNetworkStillTellsTheShape() {
    TrainingController controller;
    QSignalSpy loaded(&controller, &TrainingController::datasetLoaded);
    QSignalSpy failed(&controller, &TrainingController::failed);
    controller.prepare(test::faultyExperiment());
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(failed.first().at(1).toString().startsWith("network.encoder.0"));
    QCOMPARE(loaded.count(), 1);
}

void TrainingControllerTest::closesInEveryState_data() {
    QTest::addColumn<State>("state");
    QTest::newRow("preparing") << State::Preparing;
    QTest::newRow("ready") << State::Ready;
    QTest::newRow("training") << State::Training;
    QTest::newRow("paused") << State::Paused;
    QTest::newRow("finished") << State::Finished;
}

void TrainingControllerTest::closesInEveryState() {
    QFETCH(State, state);
    TrainingController controller;
    controller.prepare(state == State::Finished ? tinyExperiment(2) : endlessExperiment());
    if (state == State::Training || state == State::Finished)
        controller.play();
    if (state == State::Paused)
        controller.step();
    QTRY_COMPARE(controller.state(), state);
} // the destructor stops and joins, or this test never ends

HOURGLASS_TEST(TrainingControllerTest)
#include "TrainingControllerTest.moc"
