// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestMain.h"
#include "tests/ui/session/TinyExperiment.h"
#include "ui/session/TrainingController.h"

using namespace hourglass;
using namespace hourglass::ui;
using test::endlessExperiment;
using State = TrainingController::State;

/// What the window wants to see reaches the snapshots, whatever the training does.
class TrainingWatchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_controller = std::make_unique<TrainingController>();
        m_snapshot.reset();
        connect(m_controller.get(), &TrainingController::snapshotTaken, this,
                [this](const Snapshot& snapshot) { m_snapshot = snapshot; });
    }
    void cleanup() { m_controller.reset(); }

    void beforeTheRunBegins() {
        m_controller->setWatch(pinning(3));
        m_controller->prepare(endlessExperiment());
        QTRY_COMPARE(pinned(), 3);
        QTRY_COMPARE(m_controller->state(), State::Ready);
        QVERIFY(m_snapshot->inside);
    }

    void whileItRests() {
        m_controller->prepare(endlessExperiment());
        QTRY_COMPARE(m_controller->state(), State::Ready);
        m_controller->setWatch(pinning(1));
        QTRY_COMPARE(pinned(), 1);
        m_controller->step();
        QTRY_COMPARE(m_controller->state(), State::Paused);
        m_controller->setWatch(pinning(2));
        QTRY_COMPARE(pinned(), 2);
        QCOMPARE(m_controller->stepsDone(), 1);
    }

    void whileItTrains() {
        m_controller->prepare(endlessExperiment());
        m_controller->play();
        QTRY_VERIFY(m_controller->stepsDone() > 0);
        m_controller->setWatch(pinning(4));
        QTRY_COMPARE(pinned(), 4);
        QCOMPARE(m_controller->state(), State::Training);
        m_controller->setWatch({});
        QTRY_COMPARE(pinned(), -1);
        QVERIFY(!m_snapshot->inside);
    }

    void afterTheEnd() {
        m_controller->prepare(test::tinyExperiment(3));
        m_controller->play();
        QTRY_COMPARE(m_controller->state(), State::Finished);
        m_controller->setWatch(pinning(2));
        QTRY_COMPARE(pinned(), 2);
        QVERIFY(m_snapshot->inside);
        QCOMPARE(m_snapshot->step, 3);
    }

    void theNextRunKeepsIt() {
        m_controller->setWatch(pinning(1));
        m_controller->prepare(endlessExperiment());
        QTRY_COMPARE(pinned(), 1);
        m_snapshot.reset();
        m_controller->prepare(test::withCodeSize(endlessExperiment(), 2));
        QTRY_COMPARE(pinned(), 1);
    }

private:
    static Watch pinning(std::int64_t sample) {
        Watch watch;
        watch.pinned = {sample};
        watch.inside = InsideWatch{sample, 0};
        return watch;
    }
    /// The sample that the last snapshot has, or −1.
    std::int64_t pinned() const {
        return m_snapshot && !m_snapshot->pinned.empty() ? m_snapshot->pinned.front().sample : -1;
    }

    std::unique_ptr<TrainingController> m_controller;
    std::optional<Snapshot> m_snapshot;
};

HOURGLASS_TEST(TrainingWatchTest)
#include "TrainingWatchTest.moc"
