// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/ProbeRunner.h"
#include "tests/support/TestMain.h"
#include "tests/ui/session/TinyExperiment.h"
#include "ui/session/TrainingController.h"

#include <QSignalSpy>
#include <QTemporaryDir>

#include <memory>

using namespace hourglass;
using namespace hourglass::ui;
using test::tinyDigits;
using State = TrainingController::State;

namespace {

constexpr int Patience = 60000; // ms: other programs may be running, too

/// More than any test waits for.
ProbeOptions endlessProbe() {
    ProbeOptions options;
    options.fineTune = true;
    options.epochs = 10000;
    return options;
}

/// Counts what a probe reports.
struct Spies {
    explicit Spies(ProbeRunner& runner)
        : started(&runner, &ProbeRunner::started)
        , copied(&runner, &ProbeRunner::copied)
        , rows(&runner, &ProbeRunner::rowMeasured)
        , progress(&runner, &ProbeRunner::progressed)
        , finished(&runner, &ProbeRunner::finished)
        , failed(&runner, &ProbeRunner::failed)
        , cancelled(&runner, &ProbeRunner::cancelled) {}

    QSignalSpy started, copied, rows, progress, finished, failed, cancelled;
};

} // namespace

class ProbeRunnerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void measuresAtRest();
    void measuresWhileTheTrainingGoesOn();
    void measuresWhatAFinishedTrainingLeft();
    void cancelsInTheMiddle();
    void anotherOneReplacesTheFirst();
    void anotherRunEndsIt();
    void aListenerMayCancel();
    void withoutANetworkItFails();
    void withoutClassesItFails();
    void tooManyLabelsFailAndTheNextOneWorks();
    void closesInTheMiddle_data();
    void closesInTheMiddle();

private:
    void prepare(const Experiment& experiment);

    std::unique_ptr<TrainingController> m_controller;
    std::unique_ptr<ProbeRunner> m_runner;
};

void ProbeRunnerTest::init() {
    m_controller = std::make_unique<TrainingController>();
    m_runner = std::make_unique<ProbeRunner>(*m_controller);
}

void ProbeRunnerTest::cleanup() {
    m_runner.reset();
    m_controller.reset();
}

void ProbeRunnerTest::prepare(const Experiment& experiment) {
    m_controller->prepare(experiment);
    QTRY_COMPARE_WITH_TIMEOUT(m_controller->state(), State::Ready, Patience);
}

void ProbeRunnerTest::measuresAtRest() {
    prepare(tinyDigits());
    Spies spies(*m_runner);
    m_runner->start({});
    QVERIFY(m_runner->isRunning());
    QCOMPARE(spies.started.count(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(spies.finished.count(), 1, Patience);
    QVERIFY(!m_runner->isRunning());
    QCOMPARE(spies.copied.count(), 1);
    QCOMPARE(spies.copied.first().at(0).toString(), "before its first step");
    QCOMPARE(spies.copied.first().at(1).toLongLong(), 0);
    QVERIFY(spies.progress.count() > 0);

    const auto report = spies.finished.first().at(0).value<ProbeReport>();
    QVERIFY(report.complete);
    QCOMPARE(report.classes, 10);
    QCOMPARE(report.rows.size(), 3);
    QCOMPARE(spies.rows.count(), 3);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(spies.rows.at(i).at(0).value<ProbeRow>().name, report.rows[std::size_t(i)].name);
    QCOMPARE(report.rows[0].features, 8);
    QCOMPARE(report.rows[1].features, 784);
}

void ProbeRunnerTest::measuresWhileTheTrainingGoesOn() {
    prepare(tinyDigits());
    m_controller->play();
    QTRY_VERIFY_WITH_TIMEOUT(m_controller->stepsDone() > 0, Patience);
    Spies spies(*m_runner);
    QSignalSpy batches(m_controller.get(), &TrainingController::batchesDone);
    m_runner->start({});
    QTRY_COMPARE_WITH_TIMEOUT(spies.finished.count(), 1, Patience);
    const qint64 measured = spies.copied.first().at(1).toLongLong();
    QVERIFY(measured > 0);
    QVERIFY(spies.copied.first().at(0).toString().startsWith("at epoch "));
    QTRY_VERIFY_WITH_TIMEOUT(m_controller->stepsDone() > measured, Patience);
    QVERIFY(batches.count() > 0);
    QCOMPARE(m_controller->state(), State::Training);
}

void ProbeRunnerTest::measuresWhatAFinishedTrainingLeft() {
    m_controller->prepare(test::tinyExperiment());
    m_controller->play();
    QTRY_COMPARE_WITH_TIMEOUT(m_controller->state(), State::Finished, Patience);
    Spies spies(*m_runner);
    ProbeOptions few;
    few.labels = 50;
    m_runner->start(few);
    QTRY_COMPARE_WITH_TIMEOUT(spies.finished.count(), 1, Patience);
    QCOMPARE(spies.copied.first().at(1).toLongLong(), m_controller->stepsDone());
    QCOMPARE(spies.finished.first().at(0).value<ProbeReport>().labels, 50);
}

void ProbeRunnerTest::cancelsInTheMiddle() {
    prepare(tinyDigits());
    Spies spies(*m_runner);
    m_runner->start(endlessProbe());
    QTRY_VERIFY_WITH_TIMEOUT(spies.rows.count() > 0, Patience);
    m_runner->cancel();
    QVERIFY(!m_runner->isRunning());
    QCOMPARE(spies.cancelled.count(), 1);
    const auto reported = spies.rows.count();
    m_runner->cancel(); // there is nothing left to cancel
    QCOMPARE(spies.cancelled.count(), 1);

    m_runner->start({}); // has its turn only once the first has given up
    QTRY_COMPARE_WITH_TIMEOUT(spies.finished.count(), 1, Patience);
    QCOMPARE(spies.rows.count(), reported + 3);
    QCOMPARE(spies.failed.count(), 0);
}

void ProbeRunnerTest::anotherOneReplacesTheFirst() {
    prepare(tinyDigits());
    Spies spies(*m_runner);
    m_runner->start(endlessProbe());
    m_runner->start(endlessProbe()); // most likely before the training thread has noticed the first
    QTRY_VERIFY_WITH_TIMEOUT(spies.copied.count() > 0, Patience);
    const auto reported = spies.rows.count();
    m_runner->start({});
    QTRY_COMPARE_WITH_TIMEOUT(spies.finished.count(), 1, Patience);
    QCOMPARE(spies.rows.count(), reported + 3);
    QCOMPARE(spies.started.count(), 3);
    QCOMPARE(spies.cancelled.count(), 0);
}

void ProbeRunnerTest::anotherRunEndsIt() {
    prepare(tinyDigits());
    Spies spies(*m_runner);
    m_runner->start(endlessProbe());
    QTRY_VERIFY_WITH_TIMEOUT(spies.copied.count() > 0, Patience);
    m_controller->prepare(test::withCodeSize(tinyDigits(), 5));
    QCOMPARE(spies.cancelled.count(), 1);
    QVERIFY(!m_runner->isRunning());
    QTRY_COMPARE_WITH_TIMEOUT(m_controller->state(), State::Ready, Patience);

    const auto reported = spies.rows.count();
    m_runner->start({});
    QTRY_COMPARE_WITH_TIMEOUT(spies.finished.count(), 1, Patience);
    QCOMPARE(spies.rows.count(), reported + 3);
    QCOMPARE(spies.finished.first().at(0).value<ProbeReport>().rows[0].features, 5);
}

void ProbeRunnerTest::aListenerMayCancel() {
    prepare(tinyDigits());
    Spies spies(*m_runner);
    connect(m_runner.get(), &ProbeRunner::rowMeasured, m_runner.get(), &ProbeRunner::cancel);
    m_runner->start({});
    QTRY_COMPARE_WITH_TIMEOUT(spies.cancelled.count(), 1, Patience);
    QCOMPARE(spies.rows.count(), 1);
    QCOMPARE(spies.finished.count(), 0);
}

void ProbeRunnerTest::withoutANetworkItFails() {
    Spies spies(*m_runner);
    m_runner->start({});
    QCOMPARE(spies.failed.count(), 1);
    m_controller->prepare(tinyDigits());
    m_runner->start({}); // it is not ready yet
    QCOMPARE(spies.failed.count(), 2);
    QCOMPARE(spies.started.count(), 0);
    QVERIFY(!m_runner->isRunning());
}

void ProbeRunnerTest::withoutClassesItFails() {
    const QTemporaryDir folder;
    prepare(test::withoutClasses(folder.filePath("boxes.csv")));
    Spies spies(*m_runner);
    m_runner->start({});
    QTRY_COMPARE_WITH_TIMEOUT(spies.failed.count(), 1, Patience);
    QVERIFY2(spies.failed.first().at(0).toString().contains("classes"), qPrintable(spies.failed.first().at(0).toString()));
    QVERIFY(!m_runner->isRunning());
    QCOMPARE(m_controller->state(), State::Ready);
}

void ProbeRunnerTest::tooManyLabelsFailAndTheNextOneWorks() {
    prepare(tinyDigits());
    Spies spies(*m_runner);
    ProbeOptions greedy;
    greedy.labels = 1000000;
    m_runner->start(greedy);
    QTRY_COMPARE_WITH_TIMEOUT(spies.failed.count(), 1, Patience);
    QVERIFY(spies.failed.first().at(0).toString().contains("1000000"));
    m_runner->start({});
    QTRY_COMPARE_WITH_TIMEOUT(spies.finished.count(), 1, Patience);
    QCOMPARE(spies.failed.count(), 1);
}

void ProbeRunnerTest::closesInTheMiddle_data() {
    QTest::addColumn<bool>("measuring");
    QTest::addColumn<bool>("training");
    QTest::newRow("before the network is copied") << false << false;
    QTest::newRow("while it measures") << true << false;
    QTest::newRow("while it measures and trains") << true << true;
}

void ProbeRunnerTest::closesInTheMiddle() {
    QFETCH(bool, measuring);
    QFETCH(bool, training);
    prepare(tinyDigits());
    if (training)
        m_controller->play();
    Spies spies(*m_runner);
    m_runner->start(endlessProbe());
    if (measuring)
        QTRY_VERIFY_WITH_TIMEOUT(spies.progress.count() > 0, Patience);
} // cleanup() gives up and joins, or this test never ends

HOURGLASS_TEST(ProbeRunnerTest)
#include "ProbeRunnerTest.moc"
