// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/EmbeddingRunner.h"
#include "tests/support/TestMain.h"
#include "tests/ui/session/TinyExperiment.h"
#include "ui/session/TrainingController.h"

#include <QElapsedTimer>
#include <QSignalSpy>

#include <memory>

using namespace hourglass;
using namespace hourglass::ui;
using test::tinyDigits;
using State = TrainingController::State;

namespace {

constexpr int Patience = 120000; // ms: other programs may be running, too

struct Spies {
    explicit Spies(EmbeddingRunner& runner)
        : started(&runner, &EmbeddingRunner::started)
        , copied(&runner, &EmbeddingRunner::copied)
        , progress(&runner, &EmbeddingRunner::progressed)
        , finished(&runner, &EmbeddingRunner::finished)
        , failed(&runner, &EmbeddingRunner::failed)
        , cancelled(&runner, &EmbeddingRunner::cancelled) {}

    QSignalSpy started, copied, progress, finished, failed, cancelled;
};

LatentMap mapIn(const QSignalSpy& spy, int argument = 0) {
    return spy.last().at(argument).value<LatentMap>();
}

} // namespace

class EmbeddingRunnerTest : public QObject {
    Q_OBJECT

    std::unique_ptr<TrainingController> m_controller;
    std::unique_ptr<EmbeddingRunner> m_runner;

    void prepare() {
        m_controller->prepare(tinyDigits());
        QTRY_COMPARE_WITH_TIMEOUT(m_controller->state(), State::Ready, Patience);
    }

    /// As soon as one that was started tells of itself, when it is certainly in the making.
    template <class Act>
    void onFirstProgress(Act act) {
        connect(
            m_runner.get(), &EmbeddingRunner::progressed, this, [act] { act(); }, Qt::SingleShotConnection);
    }

private Q_SLOTS:
    void init() {
        m_controller = std::make_unique<TrainingController>();
        m_runner = std::make_unique<EmbeddingRunner>(*m_controller);
    }
    void cleanup() {
        m_runner.reset();
        m_controller.reset();
    }

    void theMapFormsAndIsFinished() {
        prepare();
        Spies spies(*m_runner);
        m_runner->start(40);
        QVERIFY(m_runner->isRunning());
        QTRY_COMPARE_WITH_TIMEOUT(spies.finished.count(), 1, Patience);
        QVERIFY(!m_runner->isRunning());
        QCOMPARE(spies.started.count(), 1);
        QCOMPARE(spies.copied.first().first().toString(), QString("before its first step"));
        QCOMPARE(mapIn(spies.finished).x.size(), std::size_t(40));
        QCOMPARE(mapIn(spies.finished).dimensions, 8);
        QVERIFY(spies.progress.count() > 0);
        QCOMPARE(mapIn(spies.progress, 1).x.size(), std::size_t(40));
        QVERIFY(spies.progress.first().first().toDouble() > 0);
        for (std::int64_t sample = 0; sample < 40; ++sample)
            QCOMPARE(mapIn(spies.finished).labels[std::size_t(sample)], m_controller->runInfo()->album->label(sample));
    }

    void theTrainingGoesOnMeanwhile() {
        prepare();
        m_controller->play();
        QTRY_VERIFY_WITH_TIMEOUT(m_controller->stepsDone() > 0, Patience);
        Spies spies(*m_runner);
        std::int64_t first = -1, last = -1;
        onFirstProgress([&] { first = m_controller->stepsDone(); });
        connect(m_runner.get(), &EmbeddingRunner::finished, this, [&] { last = m_controller->stepsDone(); });
        m_runner->start(300);
        QTRY_COMPARE_WITH_TIMEOUT(spies.finished.count(), 1, Patience);
        QVERIFY(first >= 0 && last > first);
        QVERIFY(spies.copied.first().first().toString().startsWith("at epoch"));
    }

    void cancelledNothingMoreComes() {
        prepare();
        Spies spies(*m_runner);
        onFirstProgress([this] { m_runner->cancel(); });
        m_runner->start(300);
        QTRY_COMPARE_WITH_TIMEOUT(spies.cancelled.count(), 1, Patience);
        QVERIFY(!m_runner->isRunning());
        const auto told = spies.progress.count();
        m_runner->cancel(); // which there is nothing to do for
        QCOMPARE(spies.cancelled.count(), 1);
        m_runner->start(20);
        QTRY_COMPARE_WITH_TIMEOUT(spies.finished.count(), 1, Patience);
        QCOMPARE(mapIn(spies.finished).x.size(), std::size_t(20));
        for (auto i = told; i < spies.progress.count(); ++i)
            QCOMPARE(spies.progress.at(i).at(1).value<LatentMap>().x.size(), std::size_t(20));
    }

    void anotherRunEndsIt() {
        prepare();
        Spies spies(*m_runner);
        onFirstProgress([&] {
            m_controller->prepare(tinyDigits());
            QCOMPARE(spies.cancelled.count(), 1);
        });
        m_runner->start(300);
        QTRY_COMPARE_WITH_TIMEOUT(spies.cancelled.count(), 1, Patience);
        QTRY_COMPARE_WITH_TIMEOUT(m_controller->state(), State::Ready, Patience);
        QCOMPARE(spies.finished.count(), 0);
    }

    void thereMustBeANetwork() {
        Spies spies(*m_runner);
        m_runner->start(20);
        QCOMPARE(spies.failed.count(), 1);
        QVERIFY(spies.failed.first().first().toString().contains("no network"));
        QCOMPARE(spies.started.count(), 0);
        m_controller->prepare(test::faultyExperiment());
        QTRY_COMPARE_WITH_TIMEOUT(m_controller->state(), State::Empty, Patience);
        m_runner->start(20);
        QTRY_COMPARE_WITH_TIMEOUT(spies.failed.count(), 2, Patience);
        QVERIFY(!m_runner->isRunning());
    }

    void theEndDoesNotWait() {
        m_controller->prepare(withField(tinyDigits(), "dataset.limit", "1000")); // takes seconds
        QTRY_COMPARE_WITH_TIMEOUT(m_controller->state(), State::Ready, Patience);
        Spies spies(*m_runner);
        QElapsedTimer timer;
        timer.start();
        m_runner->start(1000);
        QTRY_VERIFY_WITH_TIMEOUT(!spies.progress.empty() && spies.progress.last().first().toDouble() > 0.1, Patience);
        const qint64 before = timer.restart();
        m_runner.reset();
        QVERIFY2(timer.elapsed() < 3 * before, "It ran through all the rest."); // which is nine times as much
    }

    void theEndMayComeBeforeTheTrainingThreadHasComeToIt() {
        prepare();
        m_runner->start(300);
        m_runner.reset();
        m_controller.reset(); // and comes to it now
    }
};

HOURGLASS_TEST(EmbeddingRunnerTest)
#include "EmbeddingRunnerTest.moc"
