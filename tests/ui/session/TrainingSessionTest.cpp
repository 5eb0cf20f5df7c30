// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/TrainingSession.h"
#include "tests/support/TestMain.h"
#include "tests/ui/session/TinyExperiment.h"
#include "tests/ui/session/TrainAFew.h"

#include <QSignalSpy>

using namespace hourglass;
using namespace hourglass::ui;
using test::endlessExperiment;
using test::trainAFew;
using test::withCodeSize;
using State = TrainingController::State;

class TrainingSessionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anUntrainedNetworkFollowsEdits();
    void editsInARowPrepareOnce();
    void aTrainedNetworkStaysOnShow();
    void trainStartsTheChangedDesign();
    void undoingTheChangeBringsTheRunBack();
    void liveChangesGoIntoTheRun();
    void aFaultIsAnObstacle();
    void aFaultThatIsMendedIsPrepared();
    void aRunThatEndedTakesNothingOver();
    void trainIsNotForgottenByAnEditWhilePreparing();
    void trainIsForgottenByPause();
    void liveChangesGoIntoTheRunBesideAChangedDesign();
    void stepAndResetAndTrainAgain();
    void whatIsSavedIsNoLongerUnsaved();
    void openReplacesTheRun();
};

void TrainingSessionTest::anUntrainedNetworkFollowsEdits() {
    TrainingSession session(endlessExperiment());
    session.reset();
    QTRY_COMPARE(session.controller().state(), State::Ready);
    QVERIFY(session.editor().network());

    session.editor().edit("Code size", withCodeSize(endlessExperiment(), 3));
    QVERIFY(!session.designChanged());
    QSignalSpy prepared(&session.controller(), &TrainingController::prepared);
    QTRY_COMPARE(prepared.count(), 1);
    QTRY_COMPARE(session.controller().state(), State::Ready);
    QCOMPARE(session.controller().runInfo()->experiment.network.code.size, 3);
}

void TrainingSessionTest::editsInARowPrepareOnce() {
    TrainingSession session(endlessExperiment());
    session.reset();
    QTRY_COMPARE(session.controller().state(), State::Ready);
    QSignalSpy prepared(&session.controller(), &TrainingController::prepared);
    for (int size : {3, 4, 5})
        session.editor().edit("Code size", withCodeSize(endlessExperiment(), size));
    QTRY_COMPARE(prepared.count(), 1);
    QCOMPARE(session.controller().runInfo()->experiment.network.code.size, 5);
}

void TrainingSessionTest::aTrainedNetworkStaysOnShow() {
    TrainingSession session(endlessExperiment());
    trainAFew(session);
    const auto steps = session.controller().stepsDone();
    session.editor().edit("Code size", withCodeSize(endlessExperiment(), 3));
    QVERIFY(session.designChanged());
    QCOMPARE(session.controller().state(), State::Paused);
    QCOMPARE(session.controller().stepsDone(), steps);
    QCOMPARE(session.editor().network()->code->output.elements(), 3);
}

void TrainingSessionTest::trainStartsTheChangedDesign() {
    TrainingSession session(endlessExperiment());
    trainAFew(session);
    session.editor().edit("Code size", withCodeSize(endlessExperiment(), 3));
    session.train();
    QVERIFY(!session.designChanged());
    QTRY_COMPARE(session.controller().state(), State::Training);
    QCOMPARE(session.controller().runInfo()->experiment.network.code.size, 3);
}

void TrainingSessionTest::undoingTheChangeBringsTheRunBack() {
    TrainingSession session(endlessExperiment());
    trainAFew(session);
    const auto steps = session.controller().stepsDone();
    session.editor().edit("Code size", withCodeSize(endlessExperiment(), 3));
    session.editor().edit("Code size", withCodeSize(endlessExperiment(), 4));
    session.undoDesignChange();
    QVERIFY(!session.designChanged());
    QVERIFY(session.editor().experiment() == endlessExperiment());
    session.train();
    QTRY_VERIFY(session.controller().stepsDone() > steps); // it went on, it did not begin again
}

void TrainingSessionTest::liveChangesGoIntoTheRun() {
    TrainingSession session(endlessExperiment());
    double rate = 0;
    connect(&session.controller(), &TrainingController::batchesDone, this,
            [&](const std::vector<BatchReport>& batches) { rate = batches.back().learningRate; });
    session.train();
    QTRY_VERIFY(session.controller().stepsDone() > 0);
    QSignalSpy told(&session, &TrainingSession::liveChanged);
    session.editor().edit("Rate", withField(endlessExperiment(), "training.learningRate", "0.0125"));
    QVERIFY(!session.designChanged());
    QTRY_COMPARE(rate, 0.0125);
    QCOMPARE(session.controller().state(), State::Training);
    QCOMPARE(told, (QList<QVariantList>{{"Learning rate", "0.0125"}}));
    session.editor().edit("Code size", test::withCodeSize(session.editor().experiment(), 7)); // none that it takes over
    QCOMPARE(told.count(), 1);
}

void TrainingSessionTest::aFaultIsAnObstacle() {
    TrainingSession session(endlessExperiment());
    session.reset();
    QTRY_COMPARE(session.controller().state(), State::Ready);
    QVERIFY(session.obstacle().isEmpty());
    session.editor().edit("Pooling", test::faultyExperiment());
    QVERIFY(!session.obstacle().isEmpty());
    session.train();
    session.step();
    session.reset();
    QCOMPARE(session.controller().state(), State::Ready); // as it was
}

void TrainingSessionTest::aFaultThatIsMendedIsPrepared() {
    TrainingSession session(test::faultyExperiment());
    QSignalSpy failed(&session.controller(), &TrainingController::failed);
    session.reset();
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(!session.obstacle().isEmpty());
    session.editor().edit("Remove pooling", endlessExperiment());
    QTRY_COMPARE(session.controller().state(), State::Ready);
}

void TrainingSessionTest::aRunThatEndedTakesNothingOver() {
    TrainingSession session(test::tinyExperiment(3));
    session.train();
    QTRY_COMPARE(session.controller().state(), State::Finished);
    QVERIFY(!session.designChanged());
    session.editor().edit("Epochs", test::tinyExperiment(5));
    QVERIFY(session.designChanged()); // more epochs are another training
    QVERIFY(session.startsAfresh());
    session.undoDesignChange();
    QVERIFY(!session.designChanged());
}

void TrainingSessionTest::trainIsNotForgottenByAnEditWhilePreparing() {
    TrainingSession session(endlessExperiment());
    session.train();
    QCOMPARE(session.controller().state(), State::Preparing);
    session.editor().edit("Code size", withCodeSize(endlessExperiment(), 3));
    QTRY_VERIFY(session.controller().stepsDone() > 0);
    QCOMPARE(session.controller().runInfo()->experiment.network.code.size, 3);
    QVERIFY(!session.designChanged());
}

void TrainingSessionTest::trainIsForgottenByPause() {
    TrainingSession session(endlessExperiment());
    session.train();
    session.pause();
    session.editor().edit("Code size", withCodeSize(endlessExperiment(), 3));
    QSignalSpy prepared(&session.controller(), &TrainingController::prepared);
    QTRY_VERIFY(!prepared.empty() && session.controller().runInfo()->experiment.network.code.size == 3);
    QTRY_COMPARE(session.controller().state(), State::Ready);
}

void TrainingSessionTest::liveChangesGoIntoTheRunBesideAChangedDesign() {
    TrainingSession session(endlessExperiment());
    double rate = 0;
    connect(&session.controller(), &TrainingController::batchesDone, this,
            [&](const std::vector<BatchReport>& batches) { rate = batches.back().learningRate; });
    session.train();
    QTRY_VERIFY(session.controller().stepsDone() > 0);
    session.editor().edit("Code size", withCodeSize(endlessExperiment(), 3));
    session.editor().edit("Rate", withField(session.editor().experiment(), "training.learningRate", "0.0125"));
    QVERIFY(session.designChanged());
    QTRY_COMPARE(rate, 0.0125);
    session.undoDesignChange(); // of the design only
    QVERIFY(!session.designChanged());
    QCOMPARE(session.editor().experiment().training.real("learningRate"), 0.0125);
}

void TrainingSessionTest::stepAndResetAndTrainAgain() {
    TrainingSession session(test::tinyExperiment(3));
    session.step();
    QTRY_COMPARE(session.controller().state(), State::Paused);
    QCOMPARE(session.controller().stepsDone(), 1);
    session.reset();
    QTRY_COMPARE(session.controller().state(), State::Ready);
    QCOMPARE(session.controller().stepsDone(), 0);
    session.train();
    QTRY_COMPARE(session.controller().state(), State::Finished);
    session.train();
    QCOMPARE(session.controller().stepsDone(), 0);
    QTRY_COMPARE(session.controller().state(), State::Finished);
    QCOMPARE(session.controller().stepsDone(), 3);
}

void TrainingSessionTest::whatIsSavedIsNoLongerUnsaved() {
    QTemporaryDir folder;
    TrainingSession session(endlessExperiment());
    session.reset();
    QTRY_COMPARE(session.controller().state(), State::Ready);
    QVERIFY(!session.hasUnsavedTraining());
    trainAFew(session);
    QVERIFY(session.hasUnsavedTraining());
    session.controller().save(folder.filePath("model.hourglass"));
    QTRY_VERIFY(!session.hasUnsavedTraining());
}

void TrainingSessionTest::openReplacesTheRun() {
    TrainingSession session(endlessExperiment());
    trainAFew(session);
    session.open("Open other.json", withCodeSize(endlessExperiment(), 4));
    QVERIFY(!session.designChanged());
    QVERIFY(!session.hasUnsavedTraining());
    QCOMPARE(session.editor().undoStack()->undoText(), "Open other.json");
    QTRY_COMPARE(session.controller().state(), State::Ready);
    QCOMPARE(session.controller().runInfo()->experiment.network.code.size, 4);
}

HOURGLASS_TEST(TrainingSessionTest)
#include "TrainingSessionTest.moc"
