// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/window/WindowFixture.h"

#include "ui/explore/CodePanel.h"
#include "ui/explore/DimensionSliders.h"
#include "ui/explore/ExploreWorkspace.h"
#include "ui/widgets/TileArea.h"

#include <QApplication>
#include <QUndoStack>

using namespace hourglass;
using namespace hourglass::ui;

/// The Edit menu is about the code at hand while the focus is in Explore, and about the experiment elsewhere.
class ExploreUndoTest : public test::WindowFixture {
    Q_OBJECT

    static constexpr int Patience = 120000; // ms: other programs may be running, too

    Exploration& exploration() { return m_window->findChild<ExploreWorkspace*>()->exploration(); }
    DimensionSliders& sliders() { return m_window->findChild<CodePanel*>()->sliders(); }
    QAction* undo() { return startingWith("Undo"); }
    QAction* redo() { return startingWith("Redo"); }
    /// "Undo Change number 3 of the code", in the menu.
    QAction* startingWith(const QString& word) {
        for (auto* action : m_window->findChildren<QAction*>())
            if (QString(action->text()).remove('&').startsWith(word))
                return action;
        return nullptr;
    }
    void openAndExplore() {
        open(test::tinyDigits());
        session().editor().edit("Learning by heart", complete(withField(test::tinyDigits(), "training.epochs", "99999")));
        QTest::keySequence(&*m_window, QKeySequence("Ctrl+2"));
        QTRY_VERIFY_WITH_TIMEOUT(!exploration().code().empty() && !sliders().rows().empty() &&
                                     !exploration().quick().isBusy() && !exploration().patient().isBusy(),
                                 Patience);
        sliders().setFocus();
    }
    std::int64_t epochs() { return session().editor().experiment().training.integer("epochs"); }

private Q_SLOTS:
    void theKeysUndoWhatWasDoneToTheCode() {
        openAndExplore();
        QVERIFY(!undo()->isEnabled()); // nothing was
        const CodeValues before = exploration().code();
        QTest::keyClick(sliders().viewport(), Qt::Key_Right);
        QTest::keyClick(&sliders(), Qt::Key_Right);
        const CodeValues after = exploration().code();
        QVERIFY(after != before);
        QVERIFY2(undo()->text().contains("number"), qPrintable(undo()->text()));
        while (undo()->isEnabled())
            QTest::keySequence(&sliders(), QKeySequence(QKeySequence::Undo));
        QCOMPARE(exploration().code(), before);
        QCOMPARE(epochs(), 99999);
        while (redo()->isEnabled())
            QTest::keySequence(&sliders(), QKeySequence(QKeySequence::Redo));
        QCOMPARE(exploration().code(), after);
    }

    void elsewhereTheExperimentIsUndone() {
        openAndExplore();
        QTest::keyClick(&sliders(), Qt::Key_Right);
        const CodeValues after = exploration().code();
        QTest::keySequence(&*m_window, QKeySequence("Ctrl+1"));
        QTRY_VERIFY2(undo()->text().contains("Learning by heart"), qPrintable(undo()->text()));
        QTest::keySequence(QApplication::focusWidget(), QKeySequence(QKeySequence::Undo));
        QCOMPARE(epochs(), 100000);
        QCOMPARE(exploration().code(), after);
    }

    void aDetachedTileIsStillPartOfItsWorkspace() {
        openAndExplore();
        QTest::keyClick(&sliders(), Qt::Key_Right);
        m_window->findChild<ExploreWorkspace*>()->tiles().setState("code", TileState::Detached);
        sliders().window()->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(sliders().window()));
        sliders().setFocus();
        QTRY_VERIFY2(undo()->text().contains("number"), qPrintable(undo()->text()));
    }

    void whoOpensTheMenuByKeysIsStillThere() {
        openAndExplore();
        QTest::keyClick(&sliders(), Qt::Key_Right);
        QTRY_VERIFY(undo()->text().contains("number"));
        const CodeValues moved = exploration().code();
        QTest::keyClick(&*m_window, Qt::Key_E, Qt::AltModifier);
        QTRY_VERIFY(QApplication::activePopupWidget());
        QVERIFY2(undo()->text().contains("number"), qPrintable(undo()->text()));
        QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_U);
        QTRY_VERIFY(exploration().code() != moved);
        QCOMPARE(epochs(), 99999);
    }
};

HOURGLASS_TEST(ExploreUndoTest)
#include "ExploreUndoTest.moc"
