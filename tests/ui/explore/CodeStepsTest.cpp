// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/explore/ExploreFixture.h"

#include <QSignalSpy>
#include <QUndoStack>

using namespace hourglass;
using namespace hourglass::ui;

/// What the user does to the code at hand is undone and done again.
class CodeStepsTest : public test::ExploreFixture {
    Q_OBJECT

    QUndoStack& steps() const { return *m_exploration->undoStack(); }
    const CodeValues& code() const { return m_exploration->code(); }

private Q_SLOTS:
    void whatTheProgramDoesIsNoStep() {
        open();
        QVERIFY(!code().empty()); // the first sample's
        QVERIFY(!steps().canUndo());
        m_controller->play(); // and by newer weights
        const CodeValues before = code();
        QTRY_VERIFY_WITH_TIMEOUT(code() != before, Patience);
        QVERIFY(!steps().canUndo());
    }

    void eachKindOfChangeIsAStep() {
        open();
        const CodeValues first = code();
        m_exploration->setNumber(2, 0.5);
        const CodeValues second = code();
        QVERIFY2(steps().undoText().contains("number 3"), qPrintable(steps().undoText()));
        m_exploration->setNumber(4, -0.5);
        m_exploration->reset();
        const CodeValues mean = code();
        m_exploration->randomise();
        const CodeValues random = code();
        QCOMPARE(steps().count(), 4);
        QSignalSpy changed(m_exploration.get(), &Exploration::codeChanged);
        steps().undo();
        QCOMPARE(code(), mean);
        QCOMPARE(changed.count(), 1);
        steps().undo();
        steps().undo();
        QCOMPARE(code(), second);
        steps().undo();
        QCOMPARE(code(), first);
        QVERIFY(!steps().canUndo());
        for (int i = 0; i < 4; ++i)
            steps().redo();
        QCOMPARE(code(), random);
    }

    void whatGoesOnIsOneStep() {
        open();
        const CodeValues before = code();
        for (int i = 1; i <= 20; ++i)
            m_exploration->setNumber(1, 0.1 * i);
        const CodeValues after = code();
        QCOMPARE(steps().count(), 1);
        steps().undo();
        QCOMPARE(code(), before);
        steps().redo();
        QCOMPARE(code(), after);
    }

    void aSampleThatIsTakenIsAStep() {
        open();
        const CodeValues before = code();
        m_exploration->setSample(17);
        settle();
        QVERIFY(isNear(code(), codeOf(17)));
        QCOMPARE(steps().undoText(), QString("Take a sample"));
        steps().undo();
        QCOMPARE(code(), before);
        steps().redo();
        m_controller->play(); // it is that sample's again, which newer weights see otherwise
        const CodeValues taken = code();
        QTRY_VERIFY_WITH_TIMEOUT(code() != taken, Patience);
        QCOMPARE(steps().count(), 1);
    }

    void theCloudComesBackWithItsCode() {
        open(complete(withVariant(test::tinyDigits(), "variational")));
        m_exploration->setSample(17);
        settle();
        const auto cloud = m_exploration->cloud();
        QCOMPARE(cloud.size(), 8U);
        m_exploration->setNumber(0, 2);
        QVERIFY(m_exploration->cloud().empty()); // that is no sample's any more
        steps().undo();
        QCOMPARE(m_exploration->cloud(), cloud);
    }

    void theClassComesBackToo() {
        open(complete(withVariant(test::tinyDigits(), "conditional-variational")));
        const int before = m_exploration->label();
        QVERIFY(before >= 0);
        m_exploration->setLabel(before + 1);
        QCOMPARE(m_exploration->label(), before + 1);
        m_exploration->setLabel(before + 1); // which is nothing new
        QCOMPARE(steps().count(), 1);
        steps().undo();
        QCOMPARE(m_exploration->label(), before);
    }

    void whatIsNoChangeIsNoStep() {
        open();
        const CodeValues before = code();
        m_exploration->setNumber(8, 1); // there are 8, from 0
        m_exploration->setNumber(-1, 1);
        m_exploration->setCode({1, 2, 3}, -1, "too short");
        QCOMPARE(code(), before);
        QCOMPARE(steps().count(), 0);
    }

    void whatElseIsOnShowWaitsWhileTheHandMoves() {
        open();
        QSignalSpy renewed(m_exploration.get(), &Exploration::renewed);
        m_exploration->setRest(1'000'000);
        m_exploration->renew();
        QCOMPARE(renewed.count(), 1); // nothing moves
        m_exploration->setNumber(1, 1);
        m_exploration->renew();
        m_exploration->renew();
        QCOMPARE(renewed.count(), 1);
        m_exploration->setRest(0);
        m_exploration->renew();
        QCOMPARE(renewed.count(), 2); // all that came meanwhile at once
        m_exploration->setRest(1);
        m_exploration->setNumber(1, 2);
        m_exploration->renew();
        m_controller->prepare(test::withCodeSize(test::tinyDigits(), 3));
        QTRY_COMPARE_WITH_TIMEOUT(m_exploration->dimensions(), 3, Patience);
        QCOMPARE(m_exploration->code().size(), m_exploration->code().empty() ? 0u : 3u); // never the former network's
    }

    void theSampleStaysForAnotherNetworkOnItsData() {
        open();
        m_exploration->setSample(7);
        settle();
        const CodeValues before = code();
        m_controller->prepare(test::withCodeSize(test::tinyDigits(), 3));
        QTRY_COMPARE_WITH_TIMEOUT(code().size(), 3u, Patience);
        CodeValues expected;
        m_exploration->quick().ask(1000, [&, album = m_exploration->run()->album](const Model& model) {
            return std::optional<ModelAnswer>([&, known = encoded(model, *album, 7)] { expected = known.code; });
        });
        settle();
        QCOMPARE(code(), expected);
    }

    void anotherNetworkForgetsTheSteps() {
        open();
        m_exploration->setNumber(1, 1);
        QVERIFY(steps().canUndo());
        m_controller->prepare(test::withCodeSize(test::tinyDigits(), 3));
        QTRY_COMPARE_WITH_TIMEOUT(m_exploration->dimensions(), 3, Patience);
        QVERIFY(!steps().canUndo() && !steps().canRedo());
    }
};

HOURGLASS_TEST(CodeStepsTest)
#include "CodeStepsTest.moc"
