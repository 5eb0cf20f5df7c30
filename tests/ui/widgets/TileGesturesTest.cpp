// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/widgets/TileAreaFixture.h"

#include <QContextMenuEvent>
#include <QMenuBar>
#include <QMouseEvent>
#include <QRubberBand>
#include <QSplitter>

using namespace hourglass;
using namespace hourglass::ui;

/// Tiles that are enlarged and moved, by mouse and by keys.
class TileGesturesTest : public test::TileAreaFixture {
    Q_OBJECT

private Q_SLOTS:
    void aDoubleClickEnlargesAndEscapeGoesBack();
    void theButtonEnlarges();
    void keysEnlarge();
    void tabsChangeWhileEnlarged();
    void keysPutADetachedTileBack();
    void escapeWorksInADetachedTile();
    void sizesSurviveAnEnlargement();
    void draggedBeside();
    void draggedAmongTabs();
    void draggedToTheEdge();
    void draggedOutOfTheWindow();
    void draggedAndCalledOff();
    void aDragWhoseEndIsMissed_data();
    void aDragWhoseEndIsMissed();
    void keysMove();
    void theMenuKeyIsAboutTheTabOnShow();
    void theFocusStaysAmongTheTiles_data();
    void theFocusStaysAmongTheTiles();
    void theMenuJoins();
    void splittersAreRemembered();
};

void TileGesturesTest::aDoubleClickEnlargesAndEscapeGoesBack() {
    const QSize before = content("b")->size();
    content("b")->setFocus();
    QTest::mouseDClick(&bar("b")->titles(), Qt::LeftButton, {}, middleOfTitle("b"));
    QCOMPARE(m_area->enlarged(), "b");
    QVERIFY(content("b")->isVisible() && !content("a")->isVisible() && !content("c")->isVisible());
    QTRY_VERIFY(content("b")->width() > 700 && content("b")->height() > 500);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QVERIFY(m_area->enlarged().isEmpty());
    QVERIFY(content("a")->isVisible() && content("c")->isVisible() && !content("d")->isVisible());
    QTRY_COMPARE(content("b")->size(), before);
}

void TileGesturesTest::theButtonEnlarges() {
    QVERIFY(button("a", "Tile a: Enlarge"));
    QTest::mouseClick(button("a", "Tile a: Enlarge"), Qt::LeftButton);
    QCOMPARE(m_area->enlarged(), "a");
    QVERIFY(button("a", "Tile a: Show all tiles"));
    QTest::mouseClick(button("a", "Tile a: Show all tiles"), Qt::LeftButton);
    QVERIFY(m_area->enlarged().isEmpty());
}

void TileGesturesTest::keysEnlarge() {
    bar("a")->titles().setFocus();
    QTest::keyClick(&bar("a")->titles(), Qt::Key_Return);
    QCOMPARE(m_area->enlarged(), "a");
    QTest::keyClick(&bar("a")->titles(), Qt::Key_Return);
    QVERIFY(m_area->enlarged().isEmpty());

    content("b")->setFocus();
    m_area->toggleActiveEnlarged();
    QCOMPARE(m_area->enlarged(), "b");
    m_area->toggleActiveEnlarged();
    QVERIFY(m_area->enlarged().isEmpty());
}

void TileGesturesTest::tabsChangeWhileEnlarged() {
    QTest::mouseDClick(&bar("c")->titles(), Qt::LeftButton, {}, middleOfTitle("c"));
    QTest::mouseClick(&bar("d")->titles(), Qt::LeftButton, {}, middleOfTitle("d"));
    QCOMPARE(m_area->enlarged(), "d");
    QVERIFY(content("d")->isVisible() && !content("c")->isVisible() && !content("a")->isVisible());
    QVERIFY(button("d", "Tile d: Show all tiles"));
}

void TileGesturesTest::keysPutADetachedTileBack() {
    m_area->setState("b", TileState::Detached);
    content("b")->window()->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(content("b")->window()));
    content("b")->setFocus();
    QTRY_COMPARE(QApplication::focusWidget(), content("b"));
    m_area->toggleActiveEnlarged();
    QCOMPARE(m_area->state("b"), TileState::InPlace);
    QVERIFY(m_area->enlarged().isEmpty());
}

void TileGesturesTest::escapeWorksInADetachedTile() {
    m_area->setState("b", TileState::Detached);
    m_area->toggleEnlarged("a");
    QTest::keyClick(content("b")->window(), Qt::Key_Escape);
    QVERIFY(m_area->enlarged().isEmpty());
    QCOMPARE(m_area->state("b"), TileState::Detached);
}

void TileGesturesTest::sizesSurviveAnEnlargement() {
    auto* splitter = m_area->findChild<QSplitter*>();
    const QRect usual = placeOf("a");
    QTest::mousePress(splitter->handle(1), Qt::LeftButton);
    QTest::mouseMove(splitter->handle(1), QPoint(100, 100));
    QTest::mouseRelease(splitter->handle(1), Qt::LeftButton, {}, QPoint(60, 60));
    QCoreApplication::processEvents();
    const QRect before = placeOf("a");
    QVERIFY(before != usual);
    m_area->toggleEnlarged("c");
    QCoreApplication::processEvents();
    m_area->showAll();
    QCoreApplication::processEvents();
    QVERIFY((placeOf("a").bottomRight() - before.bottomRight()).manhattanLength() <= 4); // rounding
}

void TileGesturesTest::draggedBeside() {
    const QRect b = placeOf("b");
    drag("a", QPoint(b.right() - 20, b.center().y())); // the edge of the whole is nearer than that
    QVERIFY(placeOf("b").right() < placeOf("a").left());
    QCOMPARE(placeOf("a").top(), placeOf("b").top());
}

void TileGesturesTest::draggedAmongTabs() {
    drag("a", placeOf("c").center());
    QCOMPARE(bar("a")->tiles(), QStringList({"c", "d", "a"}));
    QVERIFY(content("a")->isVisible() && !content("c")->isVisible());
    TileTitles& titles = bar("c")->titles();
    drag("a", titles.mapTo(m_window.get(), titles.tabRect(0).center() - QPoint(5, 0))); // within the bar
    QCOMPARE(bar("a")->tiles(), QStringList({"a", "c", "d"}));
    const QRect place = placeOf("a");
    drag("d", QPoint(place.left() + 30, place.center().y())); // out of the tabs
    QCOMPARE(bar("d")->tiles(), QStringList("d"));
    QVERIFY(placeOf("d").right() < placeOf("a").left());
}

void TileGesturesTest::draggedToTheEdge() {
    drag("b", QPoint(m_area->width() / 2, m_area->height() - 4));
    QVERIFY(placeOf("b").top() > placeOf("c").bottom());
    QVERIFY(placeOf("b").width() > 700);
}

void TileGesturesTest::draggedOutOfTheWindow() {
    drag("b", QPoint(-200, 100));
    QCOMPARE(m_area->state("b"), TileState::Detached);
}

void TileGesturesTest::draggedAndCalledOff() {
    const QRect before = placeOf("a");
    drag("a", placeOf("c").center(), false);
    auto* marker = m_area->findChild<QRubberBand*>();
    QVERIFY(marker->isVisible());
    QCOMPARE(QWidget::keyboardGrabber(), &bar("a")->titles()); // whatever has the focus
    QTest::keyClick(&bar("a")->titles(), Qt::Key_Escape);
    QVERIFY(!marker->isVisible() && !QWidget::keyboardGrabber());
    QTest::mouseRelease(&bar("a")->titles(), Qt::LeftButton, {}, QPoint(300, 400));
    QCOMPARE(placeOf("a"), before);
}

void TileGesturesTest::aDragWhoseEndIsMissed_data() {
    QTest::addColumn<int>("what");
    QTest::newRow("a move without the button") << int(QEvent::MouseMove);
    QTest::newRow("another window") << int(QEvent::WindowDeactivate);
    QTest::newRow("a menu") << int(QEvent::ContextMenu);
    QTest::newRow("another arrangement") << int(QEvent::LayoutRequest);
}

void TileGesturesTest::aDragWhoseEndIsMissed() {
    QFETCH(int, what);
    const auto before = m_area->groups();
    drag("a", placeOf("c").center(), false);
    auto* marker = m_area->findChild<QRubberBand*>();
    QVERIFY(marker->isVisible() && QWidget::keyboardGrabber());
    TileTitles* titles = &bar("a")->titles();
    const QPoint place(5, 5);
    if (what == QEvent::MouseMove) {
        QMouseEvent move(QEvent::MouseMove, place, titles->mapToGlobal(place), Qt::NoButton, Qt::NoButton, {});
        QApplication::sendEvent(titles, &move);
    } else if (what == QEvent::WindowDeactivate) {
        QEvent event(QEvent::WindowDeactivate);
        QApplication::sendEvent(m_window.get(), &event);
    } else if (what == QEvent::ContextMenu) {
        QContextMenuEvent event(QContextMenuEvent::Mouse, place, titles->mapToGlobal(place));
        QApplication::sendEvent(titles, &event);
        QApplication::activePopupWidget()->close();
    } else {
        m_area->arrangeAsUsual();
        titles = &bar("a")->titles();
    }
    QVERIFY(!marker->isVisible() && !QWidget::keyboardGrabber());
    QTest::mouseRelease(titles, Qt::LeftButton, {}, titles->mapFrom(m_window.get(), placeOf("c").center()));
    QCOMPARE(m_area->groups(), before);
}

void TileGesturesTest::keysMove() {
    bar("a")->titles().setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right, Qt::ControlModifier);
    QVERIFY(placeOf("b").right() < placeOf("a").left());
    QVERIFY(bar("a")->titles().hasFocus()); // so that one can go on
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down, Qt::ControlModifier);
    QVERIFY(placeOf("b").bottom() < placeOf("a").top() && placeOf("a").bottom() < placeOf("c").top());
    QVERIFY(bar("a")->titles().hasFocus());
    QVERIFY(action("a", "Move up")->isEnabled());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Up, Qt::ControlModifier);
    QVERIFY(!action("a", "Move up")->isEnabled());
}

void TileGesturesTest::theMenuKeyIsAboutTheTabOnShow() {
    m_area->join("a", "c"); // the titles c, d, a: d is in the middle
    QCOMPARE(bar("a")->current(), "a");
    TileTitles& titles = bar("a")->titles();
    const QPoint middle = titles.tabRect(1).center();
    QContextMenuEvent key(QContextMenuEvent::Keyboard, middle, titles.mapToGlobal(middle));
    QApplication::sendEvent(&titles, &key);
    QVERIFY(QApplication::activePopupWidget());
    QApplication::activePopupWidget()->close();
    QCOMPARE(bar("a")->current(), "a");
    QContextMenuEvent mouse(QContextMenuEvent::Mouse, middle, titles.mapToGlobal(middle));
    QApplication::sendEvent(&titles, &mouse);
    QApplication::activePopupWidget()->close();
    QCOMPARE(bar("a")->current(), "d");
}

void TileGesturesTest::theFocusStaysAmongTheTiles_data() {
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("focused");
    QTest::newRow("moved") << "Move right"
                           << "c";
    QTest::newRow("joined") << "Tile a"
                            << "c";
    QTest::newRow("hidden") << "Hide"
                            << "d"; // which was behind it
    QTest::newRow("detached") << "Detach"
                              << "c";
}

void TileGesturesTest::theFocusStaysAmongTheTiles() {
    QFETCH(QString, what);
    QFETCH(QString, focused);
    QWidget* const elsewhere = m_window->menuBar();
    elsewhere->setFocusPolicy(Qt::StrongFocus);
    auto* menu = bar("c")->findChildren<QToolButton*>().back();
    menu->setFocus();
    QVERIFY(menu->hasFocus());
    action("c", what)->trigger();
    const QWidget* titles = &bar(focused)->titles();
    QCOMPARE(titles->window()->focusWidget(), titles);
    QTRY_COMPARE(QApplication::focusWidget(), titles); // once its window is active
}

void TileGesturesTest::theMenuJoins() {
    QAction* join = action("a", "Tile c and 1 more");
    QVERIFY(join);
    join->trigger();
    QCOMPARE(bar("a")->tiles(), QStringList({"c", "d", "a"}));
}

void TileGesturesTest::splittersAreRemembered() {
    QSplitter* row = nullptr;
    for (auto* splitter : m_area->findChildren<QSplitter*>())
        if (splitter->orientation() == Qt::Horizontal)
            row = splitter;
    QVERIFY(row);
    QWidget* handle = row->handle(1);
    QTest::mousePress(handle, Qt::LeftButton, {}, handle->rect().center());
    QMouseEvent move(QEvent::MouseMove, QPoint(150, 50), handle->mapToGlobal(QPoint(150, 50)), Qt::NoButton, Qt::LeftButton,
                     {});
    QApplication::sendEvent(handle, &move);
    QTest::mouseRelease(handle, Qt::LeftButton, {}, QPoint(150, 50));
    const int width = placeOf("a").width();
    QVERIFY(width > placeOf("b").width() + 200);
    const QByteArray state = m_area->saveState();
    m_area->arrangeAsUsual();
    QTRY_VERIFY(std::abs(placeOf("a").width() - placeOf("b").width()) <= 2);
    m_area->restoreState(state);
    QTRY_VERIFY(std::abs(placeOf("a").width() - width) <= 2);
}

HOURGLASS_TEST(TileGesturesTest)
#include "TileGesturesTest.moc"
