// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/RunRecorder.h"
#include "tests/support/TestMain.h"
#include "tests/ui/session/TinyExperiment.h"
#include "tests/ui/session/TrainAFew.h"
#include "ui/history/HistoryDatabase.h"
#include "ui/history/RunHistory.h"

#include <QSignalSpy>
#include <QTemporaryDir>

#include <optional>

using namespace hourglass;
using namespace hourglass::ui;
using State = TrainingController::State;

class RunRecorderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath("history.sqlite");
        m_history = std::make_unique<RunHistory>(m_path);
    }

    void aRunIsRecordedFromItsFirstStepToItsEnd();
    void aNetworkThatNeverLearnedIsNoRun();
    void aRunThatIsReplacedWasStopped();
    void aRunThatDivergesSaysWhy();
    void aRunThatStillTrainsEndsWithTheWindow();
    void whatChangesWhileItTrainsIsRecorded();
    void aSavedModelIsRemembered();
    void everyRunHasAnIdOfItsOwn();
    void anOpenedModelIsARunOnceItGoesOn();

private:
    /// A model in a file, after a few steps.
    QString trainedModel() {
        const QString path = m_folder->filePath("opened.hourglass");
        TrainingSession session(test::endlessExperiment());
        QSignalSpy saved(&session.controller(), &TrainingController::saved);
        session.reset();
        test::trainAFew(session);
        session.controller().save(path);
        [&] { QTRY_COMPARE(saved.count(), 1); }();
        return path;
    }
    /// As it was last written.
    std::vector<RunSummary> recorded() {
        m_history.reset(); // writes all
        return HistoryDatabase(m_path).list();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::unique_ptr<RunHistory> m_history;
};

void RunRecorderTest::aRunIsRecordedFromItsFirstStepToItsEnd() {
    std::vector<RunSummary> runs;
    const QObject listener;
    connect(m_history.get(), &RunHistory::listed, &listener, [&](const RunList& listed) {
        runs.clear();
        for (const auto& run : listed)
            runs.push_back(*run);
    });
    m_history->setWatched(true);
    TrainingSession session(test::tinyExperiment());
    RunRecorder recorder(session.controller(), *m_history);
    session.reset();
    session.step(); // the whole training would be over before anybody could look
    QTRY_COMPARE(runs.size(), 1U);
    QCOMPARE(runs[0].state, RunState::Running);
    QCOMPARE(runs[0].id, session.controller().runId());
    QCOMPARE(runs[0].name, "784 → 32 → 8");
    QCOMPARE(runs[0].dataset, "Handwritten digits");
    QCOMPARE(runs[0].codeSize, 8);
    QVERIFY(runs[0].started > 1'700'000'000'000);

    session.train();
    QTRY_COMPARE(session.controller().state(), State::Finished);
    const Metrics& metrics = session.controller().finished()->metrics;
    runs = recorded();
    QCOMPARE(runs.size(), 1U);
    QCOMPARE(runs[0].state, RunState::Completed);
    QCOMPARE(runs[0].epochs, 3);
    QCOMPARE(runs[0].mse, std::optional(metrics.mse));
    QCOMPARE(runs[0].pcaMse, std::optional(metrics.pcaMse));
    QCOMPARE(runs[0].pcaComponents, 8);
    HistoryDatabase database(m_path);
    const RunDetails details = database.details(runs[0].id);
    QCOMPARE(details.curve.points().size(), 3U);
    QCOMPARE(details.curve.points().back().step, session.controller().stepsDone());
    QVERIFY(experimentFromJson(details.experiment.toStdString()) == session.controller().runInfo()->experiment);
    QVERIFY(details.metrics.contains("\"mse\""));
    QVERIFY(details.rebuilt.size() >= 10);
    QCOMPARE(details.originals.size(), details.rebuilt.size());
    QVERIFY(details.originals != details.rebuilt);
    QCOMPARE(details.originals[0].size(), QSize(28, 28));
    QVERIFY(!database.thumbnail(runs[0].id).isNull());
}

void RunRecorderTest::aNetworkThatNeverLearnedIsNoRun() {
    {
        TrainingSession session(test::endlessExperiment());
        RunRecorder recorder(session.controller(), *m_history);
        QSignalSpy prepared(&session.controller(), &TrainingController::prepared);
        session.reset();
        QTRY_COMPARE(prepared.count(), 1);
        session.editor().edit("Code size", test::withCodeSize(test::endlessExperiment(), 3));
        QTRY_COMPARE(prepared.count(), 2);
    }
    QVERIFY(recorded().empty());
}

void RunRecorderTest::aRunThatIsReplacedWasStopped() {
    TrainingSession session(test::endlessExperiment());
    RunRecorder recorder(session.controller(), *m_history);
    session.reset();
    test::trainAFew(session);
    recorder.setName("second");
    session.reset();
    test::trainAFew(session);
    session.stop();
    QTRY_COMPARE(session.controller().state(), State::Finished);
    const std::vector<RunSummary> runs = recorded();
    QCOMPARE(runs.size(), 2U);
    QCOMPARE(runs[0].name, "second");
    for (const RunSummary& run : runs) {
        QCOMPARE(run.state, RunState::Stopped);
        QVERIFY(!run.message.isEmpty());
        QVERIFY(run.seconds > 0);
    }
}

void RunRecorderTest::aRunThatDivergesSaysWhy() {
    Experiment experiment = withField(test::endlessExperiment(), "training.loss", "mse");
    experiment = withField(experiment, "training.output", "linear");
    experiment = withField(experiment, "training.optimiser", "sgd");
    TrainingSession session(complete(withField(experiment, "training.learningRate", "10")));
    RunRecorder recorder(session.controller(), *m_history);
    session.reset();
    session.train();
    QTRY_COMPARE(session.controller().state(), State::Finished);
    const std::vector<RunSummary> runs = recorded();
    QCOMPARE(runs.size(), 1U);
    QCOMPARE(runs[0].state, RunState::Diverged);
    QCOMPARE(runs[0].message.toStdString(), session.controller().finished()->message);
}

void RunRecorderTest::aRunThatStillTrainsEndsWithTheWindow() {
    {
        TrainingSession session(test::endlessExperiment());
        RunRecorder recorder(session.controller(), *m_history);
        session.reset();
        test::trainAFew(session);
    }
    const std::vector<RunSummary> runs = recorded();
    QCOMPARE(runs.size(), 1U);
    QCOMPARE(runs[0].state, RunState::Stopped);
    QVERIFY(runs[0].message.contains("closed"));
}

void RunRecorderTest::whatChangesWhileItTrainsIsRecorded() {
    TrainingSession session(test::endlessExperiment());
    RunRecorder recorder(session.controller(), *m_history);
    session.reset();
    test::trainAFew(session);
    const Experiment slower = complete(withField(test::endlessExperiment(), "training.learningRate", "0.000125"));
    session.editor().edit("Learning rate", slower);
    session.stop();
    QTRY_COMPARE(session.controller().state(), State::Finished);
    const QString id = recorded().at(0).id;
    const RunDetails details = HistoryDatabase(m_path).details(id);
    QCOMPARE(experimentFromJson(details.experiment.toStdString()).training.real("learningRate"), 0.000125);
}

void RunRecorderTest::aSavedModelIsRemembered() {
    const QString path = m_folder->filePath("customers.hourglass");
    {
        TrainingSession session(test::endlessExperiment());
        RunRecorder recorder(session.controller(), *m_history);
        QSignalSpy saved(&session.controller(), &TrainingController::saved);
        session.reset();
        test::trainAFew(session);
        session.controller().save(path);
        QTRY_COMPARE(saved.count(), 1);
    }
    QCOMPARE(recorded().at(0).file, path);
}

void RunRecorderTest::everyRunHasAnIdOfItsOwn() {
    TrainingSession session(test::endlessExperiment());
    QVERIFY(session.controller().runId().isEmpty());
    session.reset();
    const QString first = session.controller().runId();
    session.reset();
    QVERIFY(!QUuid::fromString(first).isNull());
    QVERIFY(!QUuid::fromString(session.controller().runId()).isNull());
    QVERIFY(session.controller().runId() != first);
}

void RunRecorderTest::anOpenedModelIsARunOnceItGoesOn() {
    const QString path = trainedModel(), later = m_folder->filePath("later.hourglass");
    std::int64_t before = 0, after = 0;
    const auto openIn = [&](TrainingSession& session) {
        connect(&session.controller(), &TrainingController::modelOpened, &session,
                [&](const QString&, const Experiment& experiment) { session.openModel("Open", experiment); });
        session.controller().openModel(path);
        QTRY_COMPARE(session.controller().state(), State::Paused);
        before = session.controller().stepsDone();
        QVERIFY(before > 0);
    };
    {
        TrainingSession session(test::endlessExperiment());
        RunRecorder recorder(session.controller(), *m_history);
        openIn(session);
    }
    QVERIFY(recorded().empty()); // nothing was trained here

    m_history = std::make_unique<RunHistory>(m_path);
    {
        TrainingSession session(test::endlessExperiment());
        RunRecorder recorder(session.controller(), *m_history);
        openIn(session);
        QSignalSpy saved(&session.controller(), &TrainingController::saved);
        session.controller().save(later); // before the first step
        QTRY_COMPARE(saved.count(), 1);
        session.step();
        QTRY_COMPARE(session.controller().stepsDone(), before + 1);
        session.stop();
        QTRY_COMPARE(session.controller().state(), State::Finished);
        after = session.controller().finished()->metrics.epochs;
    }
    const std::vector<RunSummary> runs = recorded();
    QCOMPARE(runs.size(), 1U);
    QCOMPARE(runs[0].state, RunState::Stopped);
    QCOMPARE(runs[0].epochs, after);
    QCOMPARE(runs[0].file, later);
    const RunCurve curve = HistoryDatabase(m_path).details(runs[0].id).curve;
    QCOMPARE(curve.points().front().step, 1); // from its beginning
    QCOMPARE(curve.points().back().step, before + 1);
}

HOURGLASS_TEST(RunRecorderTest)
#include "RunRecorderTest.moc"
