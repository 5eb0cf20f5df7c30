// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/TrainingController.h"
#include "tests/support/TestMain.h"
#include "tests/ui/session/RoundTrip.h"
#include "tests/ui/session/TinyExperiment.h"

#include <QSignalSpy>

#include <numeric>

using namespace hourglass;
using namespace hourglass::ui;
using test::endlessExperiment;
using test::roundTrip;
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
    void closesInEveryState_data();
    void closesInEveryState();
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
