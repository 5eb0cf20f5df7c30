// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/ModelDesk.h"
#include "tests/support/Recorder.h"
#include "tests/support/TestMain.h"
#include "tests/ui/session/TinyExperiment.h"

#include <QSemaphore>
#include <QSignalSpy>

#include <atomic>
#include <map>
#include <memory>
#include <stdexcept>

using namespace hourglass;
using namespace hourglass::ui;

namespace {

constexpr int Patience = 120000; // ms: other programs may be running, too

const Model& trained(int codeSize = 2) {
    static std::map<int, Model> models;
    if (const auto known = models.find(codeSize); known != models.end())
        return known->second;
    test::Recorder nobody;
    TrainingControl control;
    const Experiment experiment = test::withCodeSize(test::tinyExperiment(1), codeSize);
    return models.emplace(codeSize, train(experiment, nobody, control).model).first->second;
}

int codeSizeOf(const Model& model) {
    return int(model.network().code->output.elements());
}

} // namespace

class ModelDeskTest : public QObject {
    Q_OBJECT

    std::unique_ptr<ModelDesk> m_desk;
    QStringList m_said;

    /// Says `text` when it is answered.
    ModelWork saying(const QString& text) {
        return [this, text](const Model&) -> std::optional<ModelAnswer> { return [this, text] { m_said << text; }; };
    }
    ModelWork sayingTheCodeSize() {
        return [this](const Model& model) -> std::optional<ModelAnswer> {
            return [this, size = codeSizeOf(model)] { m_said << QString::number(size); };
        };
    }
    /// Of `pieces`; each one begins when it is let.
    struct Pieces {
        QSemaphore begun, let;
        std::atomic<int> done = 0;
    };
    ModelWork inPieces(Pieces& pieces, int count, const QString& text) {
        return [this, &pieces, count, text](const Model&) -> std::optional<ModelAnswer> {
            pieces.begun.release();
            pieces.let.acquire();
            if (++pieces.done < count)
                return std::nullopt;
            return [this, text] { m_said << text; };
        };
    }
    void give(const Model& model) { m_desk->shelf()->put(model.copy(), m_desk->epoch()); }

private Q_SLOTS:
    void initTestCase() { trained(); }
    void init() {
        m_said.clear();
        m_desk = std::make_unique<ModelDesk>("desk", Background::Manners::Hurries);
    }
    void cleanup() { m_desk.reset(); }

    void whatIsAskedWaitsForTheNetwork() {
        QSignalSpy idle(m_desk.get(), &ModelDesk::idle);
        QVERIFY(!m_desk->isBusy());
        m_desk->ask(1, saying("first"));
        QVERIFY(m_desk->isBusy());
        QCoreApplication::processEvents();
        QVERIFY(m_said.isEmpty());
        give(trained());
        QVERIFY(idle.wait(Patience));
        QCOMPARE(m_said, QStringList{"first"});
        QVERIFY(!m_desk->isBusy());
        m_desk->ask(1, saying("second")); // and the network stays
        QVERIFY(idle.wait(Patience));
        QCOMPARE(m_said, (QStringList{"first", "second"}));
        QCOMPARE(idle.count(), 2);
    }

    void theLatestTakesThePlaceOfWhatWaits() {
        QSignalSpy idle(m_desk.get(), &ModelDesk::idle);
        for (const char* text : {"a", "b", "c"})
            m_desk->ask(1, saying(text));
        m_desk->ask(2, saying("other"));
        give(trained());
        QVERIFY(idle.wait(Patience));
        QCOMPARE(m_said, (QStringList{"c", "other"}));
        QCOMPARE(idle.count(), 1);
    }

    void theSmallestPurposeGoesFirst() {
        QSignalSpy idle(m_desk.get(), &ModelDesk::idle);
        for (const int purpose : {5, 3, 4, 0})
            m_desk->ask(purpose, saying(QString::number(purpose)));
        give(trained());
        QVERIFY(idle.wait(Patience));
        QCOMPARE(m_said, (QStringList{"0", "3", "4", "5"}));
    }

    void theMoreUrgentGoesBetweenThePiecesOfALongWork() {
        Pieces pieces;
        QSignalSpy idle(m_desk.get(), &ModelDesk::idle);
        give(trained());
        m_desk->ask(5, inPieces(pieces, 3, "long"));
        QVERIFY(pieces.begun.tryAcquire(1, Patience));
        m_desk->ask(1, saying("urgent"));
        m_desk->ask(9, saying("leisurely"));
        pieces.let.release(1);
        QTRY_COMPARE_WITH_TIMEOUT(m_said, QStringList{"urgent"}, Patience);
        QVERIFY(m_desk->isBusy());
        pieces.let.release(2);
        QVERIFY(idle.wait(Patience));
        QCOMPARE(m_said, (QStringList{"urgent", "long", "leisurely"}));
        QCOMPARE(pieces.done, 3);
    }

    void aLongWorkIsGivenUpForALaterOne() {
        Pieces pieces;
        QSignalSpy idle(m_desk.get(), &ModelDesk::idle);
        give(trained());
        m_desk->ask(1, inPieces(pieces, 3, "long"));
        QVERIFY(pieces.begun.tryAcquire(1, Patience));
        m_desk->ask(1, saying("later"));
        pieces.let.release(3);
        QVERIFY(idle.wait(Patience));
        QCOMPARE(m_said, QStringList{"later"});
        QCOMPARE(pieces.done, 1);
    }

    void theNewestNetworkIsUsed() {
        QSignalSpy idle(m_desk.get(), &ModelDesk::idle);
        m_desk->ask(1, sayingTheCodeSize());
        give(trained(3));
        give(trained(2));
        QVERIFY(idle.wait(Patience));
        give(trained(4));
        m_desk->ask(1, sayingTheCodeSize());
        QVERIFY(idle.wait(Patience));
        QCOMPARE(m_said.last(), "4");
    }

    void whatWasForgottenIsNotAnswered() {
        QSignalSpy idle(m_desk.get(), &ModelDesk::idle);
        Pieces pieces;
        give(trained());
        m_desk->ask(1, inPieces(pieces, 1, "in the making"));
        m_desk->ask(2, saying("waiting"));
        QVERIFY(pieces.begun.tryAcquire(1, Patience));
        m_desk->forget();
        QVERIFY(!m_desk->isBusy());
        pieces.let.release();
        m_desk->ask(3, sayingTheCodeSize()); // for which there is no network any more
        QVERIFY(m_desk->isBusy());
        give(trained(3));
        QVERIFY(idle.wait(Patience));
        QCOMPARE(m_said, QStringList{"3"});
    }

    void whatIsAnsweredAlreadyIsForgottenToo() {
        QSemaphore done;
        give(trained());
        m_desk->ask(1, [&](const Model&) -> std::optional<ModelAnswer> { return [this] { m_said << "old"; }; });
        m_desk->ask(2, [&](const Model&) -> std::optional<ModelAnswer> {
            done.release();
            return [this] { m_said << "old"; };
        });
        QVERIFY(done.tryAcquire(1, Patience)); // the first answer is on its way; nothing was delivered yet
        QSignalSpy idle(m_desk.get(), &ModelDesk::idle);
        m_desk->forget();
        m_desk->ask(1, saying("new"));
        give(trained());
        QVERIFY(idle.wait(Patience));
        QCOMPARE(m_said, QStringList{"new"});
    }

    void aCopyForAnEpochThatIsOverIsNotTaken() {
        const std::uint64_t before = m_desk->epoch();
        m_desk->forget();
        QVERIFY(m_desk->epoch() != before);
        QSignalSpy idle(m_desk.get(), &ModelDesk::idle);
        m_desk->ask(1, sayingTheCodeSize());
        m_desk->shelf()->put(trained(3).copy(), before);
        give(trained(4));
        m_desk->shelf()->put(trained(3).copy(), before);
        QVERIFY(idle.wait(Patience));
        QCOMPARE(m_said, QStringList{"4"});
    }

    void anAnswerMayAskAndForget() {
        QSignalSpy idle(m_desk.get(), &ModelDesk::idle);
        give(trained());
        m_desk->ask(1, [this](const Model&) -> std::optional<ModelAnswer> {
            return [this] {
                m_said << "first";
                m_desk->ask(1, saying("second"));
            };
        });
        QVERIFY(idle.wait(Patience));
        QCOMPARE(m_said, (QStringList{"first", "second"}));
        QCOMPARE(idle.count(), 1);
        m_desk->ask(1, [this](const Model&) -> std::optional<ModelAnswer> {
            return [this] {
                m_said << "third";
                m_desk->forget();
            };
        });
        QTRY_COMPARE_WITH_TIMEOUT(m_said.size(), 3, Patience);
        QVERIFY(!m_desk->isBusy());
        QCOMPARE(idle.count(), 1); // there is nothing to be idle about
    }

    void whatIsThrownIsSaidAndTheDeskGoesOn() {
        QSignalSpy failed(m_desk.get(), &ModelDesk::failed), idle(m_desk.get(), &ModelDesk::idle);
        give(trained());
        m_desk->ask(1, [](const Model&) -> std::optional<ModelAnswer> { throw std::runtime_error("no such code"); });
        m_desk->ask(2, saying("after it"));
        QVERIFY(idle.wait(Patience));
        QCOMPARE(failed.count(), 1);
        QVERIFY2(failed.first().first().toString().contains("o such code"), qPrintable(failed.first().first().toString()));
        QCOMPARE(m_said, QStringList{"after it"});
    }

    void whatFailsAfterItWasForgottenIsNotSaid() {
        QSignalSpy failed(m_desk.get(), &ModelDesk::failed), idle(m_desk.get(), &ModelDesk::idle);
        QSemaphore begun, let;
        give(trained());
        m_desk->ask(1, [&](const Model&) -> std::optional<ModelAnswer> {
            begun.release();
            let.acquire();
            throw std::runtime_error("no such code");
        });
        QVERIFY(begun.tryAcquire(1, Patience));
        m_desk->forget();
        let.release();
        give(trained());
        m_desk->ask(1, saying("new"));
        QVERIFY(idle.wait(Patience));
        QCOMPARE(failed.count(), 0);
    }

    void theEndFinishesAPieceAndNoMore() {
        QSemaphore begun;
        std::atomic<bool> otherBegun = false;
        give(trained());
        m_desk->ask(1, [&](const Model&) -> std::optional<ModelAnswer> {
            begun.release();
            return std::nullopt; // for ever
        });
        m_desk->ask(2, [&](const Model&) -> std::optional<ModelAnswer> {
            otherBegun = true;
            return [] {};
        });
        QVERIFY(begun.tryAcquire(2, Patience));
        const std::shared_ptr<ModelShelf> shelf = m_desk->shelf();
        const std::shared_ptr<BackgroundLine> line = m_desk->line();
        const std::uint64_t epoch = m_desk->epoch();
        m_desk.reset();
        QVERIFY(!otherBegun);
        shelf->put(trained().copy(), epoch); // nothing happens any more
        shelf->put(trained().copy(), epoch + 1);
        line->reply([this] { m_said << "reply"; });
        QCoreApplication::processEvents();
        QVERIFY(m_said.isEmpty());
    }

    void theEndComesWhileThereIsNoNetwork() {
        m_desk->ask(1, saying("never"));
        m_desk.reset();
        QVERIFY(m_said.isEmpty());
    }
};

HOURGLASS_TEST(ModelDeskTest)
#include "ModelDeskTest.moc"
