// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestMain.h"
#include "tests/ui/session/TinyExperiment.h"
#include "tests/ui/session/TrainAFew.h"
#include "ui/session/TrainingSession.h"

#include <QSignalSpy>

using namespace hourglass;
using namespace hourglass::ui;
using test::endlessExperiment;
using test::onCustomers;
using test::tinyDigits;
using test::trainAFew;
using State = TrainingController::State;

/// What a session does when other data are chosen.
class OtherDataTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void otherDataAreDescribedBesideATrainedNetwork();
    void aTrainedNetworkStaysUntilOtherDataAreLoaded();
    void dataThatTheNetworkCannotWorkWithAdaptIt();
    void trainIsNotForgottenWhenTheNetworkIsAdapted();
    void adaptingLeavesATrainedNetworkOnShow();
};

void OtherDataTest::otherDataAreDescribedBesideATrainedNetwork() {
    TrainingSession session(endlessExperiment());
    trainAFew(session);
    Experiment digits = endlessExperiment();
    digits.dataset = defaultExperiment().dataset;
    session.editor().edit("Digits", digits);
    QVERIFY(!session.editor().network());
    QTRY_VERIFY(session.editor().network());
    QCOMPARE(session.editor().network()->input.elements(), 784);
    QCOMPARE(session.controller().state(), State::Paused);
    QVERIFY(session.designChanged());
}

void OtherDataTest::aTrainedNetworkStaysUntilOtherDataAreLoaded() {
    TrainingSession session(endlessExperiment());
    trainAFew(session);
    const auto steps = session.controller().stepsDone();
    Experiment missing = endlessExperiment();
    missing.dataset = {"csv", {{"file", std::string("/nowhere/missing.csv")}}};
    session.editor().edit("Open missing.csv", complete(missing));
    QSignalSpy failed(&session.controller(), &TrainingController::failed);
    session.train();
    QTRY_VERIFY(session.dataAreUnreadable() && !failed.empty());
    QCOMPARE(session.controller().stepsDone(), steps);
    QVERIFY(session.hasUnsavedTraining());

    Experiment digits = endlessExperiment();
    digits.dataset = defaultExperiment().dataset;
    session.editor().edit("Digits", digits);
    QVERIFY(!session.dataAreUnreadable());
    session.train();
    QVERIFY(session.hasUnsavedTraining()); // the data are not there yet
    QTRY_COMPARE(session.controller().state(), State::Training);
    QCOMPARE(session.controller().runInfo()->dataset.sampleShape.elements(), 784);
}

void OtherDataTest::dataThatTheNetworkCannotWorkWithAdaptIt() {
    TrainingSession session(tinyDigits());
    session.reset();
    QTRY_COMPARE(session.controller().state(), State::Ready);
    QSignalSpy failed(&session.controller(), &TrainingController::failed);
    QSignalSpy prepared(&session.controller(), &TrainingController::prepared);
    QSignalSpy adapted(&session, &TrainingSession::networkAdapted);
    session.editor().edit("Customers", onCustomers(tinyDigits()));
    QTRY_COMPARE(prepared.count(), 1);
    QTRY_COMPARE(session.controller().state(), State::Ready);
    QVERIFY(session.controller().runInfo()->experiment == session.editor().experiment());
    QCOMPARE(session.editor().network()->code->output.elements(), 2);
    QCOMPARE(adapted.count(), 1);
    QCOMPARE(failed.count(), 0);

    session.editor().undoStack()->undo();
    QTRY_COMPARE(prepared.count(), 2);
    QVERIFY(session.controller().runInfo()->experiment == tinyDigits());
}

void OtherDataTest::trainIsNotForgottenWhenTheNetworkIsAdapted() {
    TrainingSession session(tinyDigits());
    session.editor().edit("Customers", onCustomers(tinyDigits()));
    session.train();
    QTRY_VERIFY(session.controller().stepsDone() > 0);
    QVERIFY(!session.designChanged());
}

void OtherDataTest::adaptingLeavesATrainedNetworkOnShow() {
    TrainingSession session(tinyDigits());
    trainAFew(session);
    const auto steps = session.controller().stepsDone();
    session.editor().edit("Customers", onCustomers(tinyDigits()));
    QTRY_VERIFY(session.editor().network());
    QCOMPARE(session.editor().network()->code->output.elements(), 2);
    QCOMPARE(session.controller().stepsDone(), steps);
    QVERIFY(session.designChanged());

    // Asked before the data are known, it is done when they are.
    session.editor().undoStack()->undo();
    session.editor().edit("Customers", onCustomers(tinyDigits()));
    session.train();
    QTRY_VERIFY(!session.designChanged() && session.controller().stepsDone() > 0);
    QCOMPARE(session.controller().runInfo()->dataset.sampleShape.elements(), 6);
}

HOURGLASS_TEST(OtherDataTest)
#include "OtherDataTest.moc"
