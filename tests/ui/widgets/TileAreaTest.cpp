// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/widgets/TileAreaFixture.h"

#include "ui/widgets/TileWindow.h"

#include <QScrollBar>

#include <algorithm>

using namespace hourglass;
using namespace hourglass::ui;

/// Tiles that are detached, hidden, shown and remembered.
class TileAreaTest : public test::TileAreaFixture {
    Q_OBJECT

private Q_SLOTS:
    void aDetachedTileHasAWindowUntilItIsClosed();
    void aDetachedTileIsPutBack();
    void theKeysOfTheWindowWorkInADetachedTile();
    void hiddenAndShownAgain();
    void whatIsLookedAtStays();
    void allHidden();
    void stateIsRestored();
    void contentsHearWhetherTheyAreSeen();
    void presentedFromAnywhere();
    void itScrollsWhereThereIsNoRoom();
    void itStaysWhereItWasScrolledTo();
    void theSameArrangementChangesNothing();
};

void TileAreaTest::aDetachedTileHasAWindowUntilItIsClosed() {
    action("a", "Detach")->trigger();
    QCOMPARE(m_area->state("a"), TileState::Detached);
    auto* window = m_window->findChild<TileWindow*>();
    QVERIFY(window && window->isVisible() && window->isWindow());
    QCOMPARE(window->windowTitle(), "Tile a – Hourglass");
    QVERIFY(window->isAncestorOf(content("a")) && content("a")->isVisible());
    window->resize(500, 333);
    window->close();
    QCOMPARE(m_area->state("a"), TileState::InPlace);
    QVERIFY(content("a")->isVisible() && content("a")->window() == m_window.get());
    QVERIFY(placeOf("a").left() < placeOf("b").left()); // where it was

    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QVERIFY(!m_window->findChild<TileWindow*>());
    action("a", "Detach")->trigger();
    QCOMPARE(m_window->findChild<TileWindow*>()->size(), QSize(500, 333));
}

void TileAreaTest::aDetachedTileIsPutBack() {
    action("c", "Detach")->trigger();
    QVERIFY(content("d")->isVisible()); // was behind it
    for (auto* button : m_window->findChild<TileWindow*>()->findChildren<QToolButton*>())
        if (button->accessibleName() == "Tile c: Put back")
            QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(m_area->state("c"), TileState::InPlace);
    QVERIFY(content("c")->isVisible() && !content("d")->isVisible());
}

void TileAreaTest::theKeysOfTheWindowWorkInADetachedTile() {
    auto* train = new QAction("Train", m_window.get());
    train->setShortcut(Qt::Key_F7);
    m_window->addAction(train);
    int times = 0;
    connect(train, &QAction::triggered, this, [&times] { ++times; });
    m_area->setState("a", TileState::Detached);
    auto* window = m_window->findChild<TileWindow*>();
    window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window));
    content("a")->setFocus();
    QTest::keyClick(content("a"), Qt::Key_F7);
    QCOMPARE(times, 1);
}

void TileAreaTest::hiddenAndShownAgain() {
    QAction* const toggle = m_area->toggles().front();
    QCOMPARE(toggle->text(), "Tile a");
    action("a", "Hide")->trigger();
    QVERIFY(!content("a")->isVisible() && !toggle->isChecked());
    QTRY_VERIFY(content("b")->width() > 700);
    toggle->trigger();
    QVERIFY(content("a")->isVisible() && toggle->isChecked());
    QVERIFY(placeOf("a").left() < placeOf("b").left());
}

void TileAreaTest::whatIsLookedAtStays() {
    m_area->join("a", "c"); // [c d a]
    QVERIFY(content("a")->isVisible());
    m_area->setState("c", TileState::Hidden);
    QVERIFY(content("a")->isVisible());
    m_area->setState("c", TileState::Detached);
    QVERIFY(content("a")->isVisible());
    m_area->setState("c", TileState::InPlace);
    QVERIFY(content("c")->isVisible() && !content("a")->isVisible());
    m_area->setState("c", TileState::Hidden);
    QVERIFY(content("d")->isVisible() && !content("a")->isVisible());
}

void TileAreaTest::allHidden() {
    for (QAction* toggle : m_area->toggles())
        toggle->trigger();
    QVERIFY(m_area->groups().empty());
    m_area->toggleActiveEnlarged(); // of nothing
    QVERIFY(m_area->enlarged().isEmpty());
    m_area->arrangeAsUsual();
    QVERIFY(content("a")->isVisible() && content("b")->isVisible() && content("c")->isVisible());
    for (const QAction* toggle : m_area->toggles())
        QVERIFY(toggle->isChecked());
}

void TileAreaTest::stateIsRestored() {
    m_area->move("d", TileSide::Left);
    m_area->setState("a", TileState::Hidden);
    m_area->setState("b", TileState::Detached);
    m_window->findChild<TileWindow*>()->resize(432, 321);
    const QByteArray state = m_area->saveState();
    openWindow(); // another window
    m_area->restoreState(state);
    QCOMPARE(m_area->state("a"), TileState::Hidden);
    QCOMPARE(m_area->state("b"), TileState::Detached);
    QCOMPARE(m_window->findChild<TileWindow*>()->size(), QSize(432, 321));
    QCoreApplication::processEvents();
    QVERIFY(placeOf("d").right() < placeOf("c").left());
    m_area->restoreState("no such thing");
    QCOMPARE(m_area->state("a"), TileState::InPlace);
    QCOMPARE(m_area->groups().size(), 3u);
}

void TileAreaTest::contentsHearWhetherTheyAreSeen() {
    const auto seen = [this] {
        QString ids;
        for (const char* id : {"a", "b", "c", "d"})
            ids += content(id)->isVisible() ? id : "";
        return ids;
    };
    QCOMPARE(seen(), "abc");
    QTest::mouseClick(&bar("d")->titles(), Qt::LeftButton, {}, middleOfTitle("d"));
    QCOMPARE(seen(), "abd");
    m_area->toggleEnlarged("b");
    QCOMPARE(seen(), "b");
    m_area->showAll();
    m_area->setState("a", TileState::Detached);
    QCOMPARE(seen(), "abd");
    m_area->setState("a", TileState::Hidden);
    QCOMPARE(seen(), "bd");
}

void TileAreaTest::presentedFromAnywhere() {
    m_area->present("d"); // behind another
    QVERIFY(content("d")->isVisible());
    m_area->toggleEnlarged("a");
    m_area->present("d");
    QVERIFY(content("d")->isVisible() && content("a")->isVisible());
    m_area->setState("d", TileState::Hidden);
    m_area->present("d");
    QVERIFY(content("d")->isVisible());
    m_area->setState("d", TileState::Detached);
    m_area->present("d");
    QVERIFY(content("d")->isVisible());
    QCOMPARE(m_area->state("d"), TileState::Detached);
    content("d")->window()->showMinimized();
    m_area->present("d");
    QVERIFY(!content("d")->window()->isMinimized());
}

void TileAreaTest::itScrollsWhereThereIsNoRoom() {
    for (const char* id : {"a", "b", "c"})
        content(id)->setMinimumHeight(200);
    m_window->resize(500, 300);
    QTRY_COMPARE(m_window->height(), 300);
    QTRY_VERIFY(m_area->verticalScrollBar()->isVisible());
}

void TileAreaTest::itStaysWhereItWasScrolledTo() {
    for (const char* id : {"a", "b", "c", "d"})
        content(id)->setMinimumHeight(200);
    m_window->resize(500, 300);
    QScrollBar& bar = *m_area->verticalScrollBar();
    QTRY_VERIFY(bar.maximum() > 100);
    bar.setValue(bar.maximum());
    const int scrolled = bar.value();
    m_area->move("a", TileSide::Right);
    QCoreApplication::processEvents();
    QCOMPARE(bar.value(), scrolled);

    this->bar("c")->titles().setFocus();
    for (int step = 0; step < 2; ++step) // out of its tabs, and over all others
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Up, Qt::ControlModifier);
    QTRY_VERIFY(bar.value() < 20 && !content("c")->visibleRegion().isEmpty());
    QVERIFY(placeOf("c").bottom() < placeOf("a").top());
}

void TileAreaTest::theSameArrangementChangesNothing() {
    m_area->move("a", TileSide::Right);
    m_area->toggleEnlarged("d");
    const QByteArray state = m_area->saveState();
    const TileBar* before = bar("d");
    m_area->showAll();
    m_area->restoreState(state);
    QCOMPARE(m_area->enlarged(), "d");
    QCOMPARE(bar("d"), before); // nothing was built anew
    QVERIFY(!content("a")->isVisible());

    m_area->arrangeAsUsual();
    QVERIFY(m_area->enlarged().isEmpty());
    m_area->restoreState(state);
    QCOMPARE(m_area->enlarged(), "d");
    QVERIFY(content("d")->isVisible() && !content("a")->isVisible());
}

HOURGLASS_TEST(TileAreaTest)
#include "TileAreaTest.moc"
