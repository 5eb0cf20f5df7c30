// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/Explorer.h"
#include "engine/api/Explore.h"
#include "tests/support/TestMain.h"
#include "tests/ui/session/TinyExperiment.h"
#include "ui/session/RunText.h"
#include "ui/session/TrainingController.h"

#include <QElapsedTimer>
#include <QSemaphore>
#include <QSignalSpy>

#include <atomic>
#include <memory>
#include <optional>

using namespace hourglass;
using namespace hourglass::ui;
using test::tinyDigits;
using State = TrainingController::State;

namespace {
constexpr int Patience = 60000; // ms: other programs may be running, too
}

class ExplorerTest : public QObject {
    Q_OBJECT

    std::unique_ptr<TrainingController> m_controller;
    std::unique_ptr<Explorer> m_explorer;
    std::unique_ptr<QSignalSpy> m_begun, m_renewed, m_gone;
    std::atomic<bool> m_lasts = false;

    void prepare(const Experiment& experiment = tinyDigits()) {
        m_controller->prepare(experiment);
        QTRY_COMPARE_WITH_TIMEOUT(m_controller->state(), State::Ready, Patience);
    }
    void look() {
        m_explorer->setWanted(true);
        QTRY_VERIFY_WITH_TIMEOUT(m_renewed->count() > 0, Patience);
    }
    /// What a desk's network makes of a code of ones; changes with every weight.
    CodeValues decodedBy(ModelDesk& desk) {
        std::optional<CodeValues> values;
        desk.ask(100, [&values](const Model& model) -> std::optional<ModelAnswer> {
            const auto size = std::size_t(model.network().code->output.elements());
            return [&values, decoded = decodedValues(model, CodeValues(size, 1))] { values = decoded; };
        });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(values, Patience); }();
        return values.value_or(CodeValues());
    }
    /// The same of the network itself.
    CodeValues decodedByTraining() {
        CodeValues values;
        QSemaphore done;
        m_controller->useModel("test", [&](const Model* model, const TrainingPlace&) {
            const auto size = std::size_t(model->network().code->output.elements());
            values = decodedValues(*model, CodeValues(size, 1));
            done.release();
        });
        return done.tryAcquire(1, Patience) ? values : CodeValues();
    }
    QString lastPlace() const { return m_renewed->last().first().toString(); }

private Q_SLOTS:
    void init() {
        m_controller = std::make_unique<TrainingController>();
        m_explorer = std::make_unique<Explorer>(*m_controller);
        m_begun = std::make_unique<QSignalSpy>(m_explorer.get(), &Explorer::begun);
        m_renewed = std::make_unique<QSignalSpy>(m_explorer.get(), &Explorer::renewed);
        m_gone = std::make_unique<QSignalSpy>(m_explorer.get(), &Explorer::gone);
    }
    void cleanup() {
        m_explorer.reset();
        m_controller.reset();
    }

    void aNewNetworkIsToldAndSupplied() {
        m_explorer->setWanted(true);
        prepare();
        QTRY_COMPARE_WITH_TIMEOUT(m_renewed->count(), 1, Patience);
        QCOMPARE(m_begun->count(), 1);
        QCOMPARE(m_begun->first().first().value<RunInfo>().network.code->output.elements(), 8);
        QCOMPARE(lastPlace(), QString("before its first step"));
        const CodeValues newest = decodedByTraining();
        QVERIFY(!newest.empty());
        QCOMPARE(decodedBy(m_explorer->quick()), newest);
        QCOMPARE(decodedBy(m_explorer->patient()), newest);
    }

    void nothingIsCopiedWhileNobodyLooks() {
        prepare();
        QCOMPARE(m_begun->count(), 1); // which costs nothing
        bool answered = false;
        m_explorer->quick().ask(1, [&](const Model&) -> std::optional<ModelAnswer> { return [&] { answered = true; }; });
        m_controller->play();
        QTRY_VERIFY_WITH_TIMEOUT(m_controller->stepsDone() > 20, Patience);
        QCOMPARE(m_renewed->count(), 0);
        QVERIFY(!answered);
        m_explorer->setWanted(true);
        QTRY_VERIFY_WITH_TIMEOUT(answered && m_renewed->count() > 0, Patience);
        m_explorer->setWanted(false);
        QCoreApplication::processEvents();
        decodedBy(m_explorer->quick()); // what was on its way has come
        const auto before = m_renewed->count();
        const auto steps = m_controller->stepsDone();
        QTRY_VERIFY_WITH_TIMEOUT(m_controller->stepsDone() > steps + 100, Patience);
        QVERIFY(m_renewed->count() <= before + 1);
    }

    void newerWeightsComeWhileItTrains() {
        prepare();
        look();
        const CodeValues before = decodedBy(m_explorer->quick());
        m_controller->play();
        const auto count = m_renewed->count();
        QTRY_VERIFY_WITH_TIMEOUT(m_renewed->count() > count + 2, Patience);
        QCOMPARE(m_controller->state(), State::Training);
        QVERIFY2(lastPlace().startsWith("at epoch"), qPrintable(lastPlace()));
        QVERIFY(decodedBy(m_explorer->quick()) != before);
    }

    void theLastWeightsComeAfterTheEnd() {
        prepare(complete(withField(tinyDigits(), "training.epochs", "20")));
        look();
        m_lasts = true; // a survey that is at work when the training ends
        m_explorer->patient().ask(1, [this](const Model&) -> std::optional<ModelAnswer> {
            return m_lasts ? std::nullopt : std::optional<ModelAnswer>([] {});
        });
        m_controller->play();
        QTRY_COMPARE_WITH_TIMEOUT(m_controller->state(), State::Finished, Patience);
        const QString last = placeText(*m_controller->runInfo(), {0, 19, m_controller->stepsDone()});
        QTRY_COMPARE_WITH_TIMEOUT(lastPlace(), last, Patience);
        const CodeValues newest = decodedByTraining();
        QCOMPARE(decodedBy(m_explorer->quick()), newest);
        const auto count = m_renewed->count();
        m_lasts = false;
        QTRY_VERIFY_WITH_TIMEOUT(m_renewed->count() > count, Patience);
        QCOMPARE(decodedBy(m_explorer->patient()), newest);
    }

    void whatIsAskedIsAnsweredBeforeNewWeightsCome() {
        prepare();
        look();
        QSemaphore let;
        bool answered = false;
        m_explorer->quick().ask(1, [&](const Model&) -> std::optional<ModelAnswer> {
            if (!let.tryAcquire())
                return std::nullopt;
            return [&] { answered = true; };
        });
        m_controller->play();
        QTRY_VERIFY_WITH_TIMEOUT(m_controller->stepsDone() > 100, Patience);
        const auto count = m_renewed->count();
        QElapsedTimer passed;
        passed.start();
        QTRY_VERIFY_WITH_TIMEOUT(m_controller->stepsDone() > 300, Patience);
        const qint64 mostWaits = passed.elapsed() / 2'000; // ms: nobody waits for an answer any longer
        QVERIFY(m_renewed->count() <= count + 1 + mostWaits);
        QVERIFY(!answered);
        let.release();
        QTRY_VERIFY_WITH_TIMEOUT(answered && m_renewed->count() > count + 1, Patience);
    }

    void anotherRunTakesItsPlace() {
        prepare();
        look();
        bool answered = false;
        m_explorer->quick().ask(1, [&](const Model&) -> std::optional<ModelAnswer> { return [&] { answered = true; }; });
        const auto count = m_renewed->count();
        m_controller->prepare(test::withCodeSize(tinyDigits(), 3));
        QTRY_COMPARE_WITH_TIMEOUT(m_begun->count(), 2, Patience);
        QCOMPARE(m_begun->last().first().value<RunInfo>().network.code->output.elements(), 3);
        QVERIFY(!m_explorer->quick().isBusy());
        QTRY_VERIFY_WITH_TIMEOUT(m_renewed->count() > count, Patience);
        QCOMPARE(decodedBy(m_explorer->quick()), decodedByTraining());
        QCOMPARE(decodedBy(m_explorer->patient()), decodedByTraining());
    }

    void aNetworkThatCannotBeMadeLeavesNone() {
        prepare();
        look();
        m_controller->prepare(test::faultyExperiment());
        QTRY_COMPARE_WITH_TIMEOUT(m_controller->state(), State::Empty, Patience);
        QTRY_VERIFY_WITH_TIMEOUT(m_gone->count() > 0, Patience);
        const auto count = m_renewed->count();
        m_explorer->setWanted(true);
        bool answered = false;
        m_explorer->quick().ask(1, [&](const Model&) -> std::optional<ModelAnswer> { return [&] { answered = true; }; });
        prepare();
        QTRY_VERIFY_WITH_TIMEOUT(m_renewed->count() > count, Patience);
        QVERIFY(!answered); // it was about a network that never came
    }

    void theEndMayComeBeforeTheTrainingThreadHasComeToIt() {
        prepare();
        m_explorer->setWanted(true);
        m_explorer.reset();
        m_controller.reset(); // and comes to it now
    }
};

HOURGLASS_TEST(ExplorerTest)
#include "ExplorerTest.moc"
