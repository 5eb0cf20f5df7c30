// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestMain.h"
#include "tests/ui/session/RoundTrip.h"
#include "tests/ui/session/TinyExperiment.h"
#include "ui/session/TrainingController.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace hourglass;
using namespace hourglass::ui;
using test::endlessExperiment;
using test::roundTrip;
using State = TrainingController::State;

/// What is asked of the training thread besides training: saving, and describing data.
class TrainingRequestsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void savesWhileTrainingRestingAndAfterwards();
    void aRequestThatWasReplacedIsNotAnswered();
    void savingWithoutARunFails();
    void savingToNowhereFailsAndTheRunGoesOn();
    void describesDataBesideTheRun();
    void unreadableDataFail();
    void aFaultyNetworkStillTellsTheShape();

private:
    QTemporaryDir m_folder;
};

void TrainingRequestsTest::savesWhileTrainingRestingAndAfterwards() {
    TrainingController controller;
    QSignalSpy saved(&controller, &TrainingController::saved);
    const auto savesTo = [&](const QString& name) {
        const QString path = m_folder.filePath(name);
        const auto before = saved.count();
        controller.save(path);
        return QTest::qWaitFor([&] { return saved.count() > before; }) && saved.last().at(0) == path && QFile::exists(path);
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
    QVERIFY(Model::load(m_folder.filePath("finished.hourglass").toStdString()).experiment() == endlessExperiment());
}

void TrainingRequestsTest::aRequestThatWasReplacedIsNotAnswered() {
    TrainingController controller;
    QSignalSpy saved(&controller, &TrainingController::saved);
    QSignalSpy failed(&controller, &TrainingController::failed);
    QSignalSpy loaded(&controller, &TrainingController::datasetLoaded);
    controller.prepare(endlessExperiment());
    const QString path = m_folder.filePath("twice.hourglass");
    controller.save(path);
    controller.save(path);
    controller.describe({"csv", {{"file", std::string("/nowhere/missing.csv")}}}); // and then thought better of
    controller.describe(defaultExperiment().dataset);
    controller.stop();
    QTRY_COMPARE(controller.state(), State::Finished);
    roundTrip(controller); // all that was asked before has had its turn
    QCOMPARE(saved.count(), 2);
    QCOMPARE(saved.first().at(0), path);
    QCOMPARE(failed.count(), 0);
    QCOMPARE(loaded.last().at(1).value<DatasetInfo>().sampleShape.elements(), 784);
}

void TrainingRequestsTest::savingWithoutARunFails() {
    TrainingController controller;
    QSignalSpy failed(&controller, &TrainingController::failed);
    controller.save(m_folder.filePath("nothing.hourglass"));
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(!QFile::exists(m_folder.filePath("nothing.hourglass")));
}

void TrainingRequestsTest::savingToNowhereFailsAndTheRunGoesOn() {
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

void TrainingRequestsTest::describesDataBesideTheRun() {
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

void TrainingRequestsTest::unreadableDataFail() {
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
    QVERIFY2(failed.first().at(0).toString().contains("table.csv"), qPrintable(failed.first().at(0).toString()));
    QCOMPARE(controller.state(), State::Empty);

    controller.prepare(endlessExperiment());
    QTRY_COMPARE(controller.state(), State::Ready);
}

void TrainingRequestsTest::aFaultyNetworkStillTellsTheShape() {
    TrainingController controller;
    QSignalSpy loaded(&controller, &TrainingController::datasetLoaded);
    QSignalSpy failed(&controller, &TrainingController::failed);
    controller.prepare(test::faultyExperiment());
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(failed.first().at(1).toString().startsWith("network.encoder.0"));
    QCOMPARE(loaded.count(), 1);
}

HOURGLASS_TEST(TrainingRequestsTest)
#include "TrainingRequestsTest.moc"
