// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/TileArea.h"
#include "tests/support/TestMain.h"
#include "ui/style/Theme.h"
#include "ui/widgets/TileBar.h"
#include "ui/widgets/TileGroup.h"
#include "ui/widgets/TileTitles.h"
#include "ui/widgets/TileWindow.h"

#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenu>
#include <QRubberBand>
#include <QScrollBar>
#include <QSplitter>
#include <QToolButton>

#include <algorithm>
#include <memory>

using namespace hourglass::ui;

/// Four tiles in a window, by the mouse and the keys of a user: (a | b) / [c d].
class TileAreaTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }
    void init();
    void aDoubleClickEnlargesAndEscapeGoesBack();
    void theButtonEnlarges();
    void keysEnlarge();
    void tabsChangeWhileEnlarged();
    void sizesSurviveAnEnlargement();
    void aDetachedTileHasAWindowUntilItIsClosed();
    void aDetachedTileIsPutBack();
    void theKeysOfTheWindowWorkInADetachedTile();
    void hiddenAndShownAgain();
    void allHidden();
    void draggedBeside();
    void draggedAmongTabs();
    void draggedToTheEdge();
    void draggedOutOfTheWindow();
    void draggedAndCalledOff();
    void keysMove();
    void theMenuJoins();
    void splittersAreRemembered();
    void stateIsRestored();
    void contentsHearWhetherTheyAreSeen();
    void presentedFromAnywhere();
    void itScrollsWhereThereIsNoRoom();

private:
    QLineEdit* content(const QString& id) { return m_window->findChild<QLineEdit*>(id); }
    TileBar* bar(const QString& id);
    QPoint middleOfTitle(const QString& id);
    QRect placeOf(const QString& id) { return {content(id)->mapTo(m_window.get(), QPoint()), content(id)->size()}; }
    /// With steps on the way, as a hand does it.
    void drag(const QString& id, const QPoint& to, bool drop = true);
    /// Of the tile's menu.
    QAction* action(const QString& id, const QString& text);

    std::unique_ptr<QMainWindow> m_window;
    TileArea* m_area = nullptr;
};

void TileAreaTest::init() {
    m_window = std::make_unique<QMainWindow>();
    m_area = new TileArea("Tiles");
    for (const char* id : {"a", "b", "c", "d"}) {
        auto* content = new QLineEdit;
        content->setObjectName(id);
        content->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
        m_area->addTile(id, QString("Tile %1").arg(id), "What it shows.", content);
    }
    m_area->setUsual(TilePlace::column(
        {TilePlace::row({TilePlace::tabs({"a"}), TilePlace::tabs({"b"})}, 3), TilePlace::tabs({"c", "d"}, 2)}));
    m_window->setCentralWidget(m_area);
    m_window->resize(800, 600);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

TileBar* TileAreaTest::bar(const QString& id) {
    for (auto* bar : m_window->findChildren<TileBar*>())
        if (bar->tiles().contains(id) && bar->isVisible())
            return bar;
    return nullptr;
}

QPoint TileAreaTest::middleOfTitle(const QString& id) {
    return bar(id)->titles().tabRect(int(bar(id)->tiles().indexOf(id))).center();
}

void TileAreaTest::drag(const QString& id, const QPoint& to, bool drop) {
    TileTitles* titles = &bar(id)->titles();
    const QPoint from = middleOfTitle(id);
    const QPoint end = titles->mapFromGlobal(m_window->mapToGlobal(to));
    QTest::mousePress(titles, Qt::LeftButton, {}, from);
    for (int step = 1; step <= 4; ++step) {
        const QPoint at = from + (end - from) * step / 4;
        QMouseEvent move(QEvent::MouseMove, at, titles->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, {});
        QApplication::sendEvent(titles, &move);
    }
    if (drop)
        QTest::mouseRelease(titles, Qt::LeftButton, {}, end);
    QCoreApplication::processEvents();
}

QAction* TileAreaTest::action(const QString& id, const QString& text) {
    auto* menu = bar(id)->findChildren<QToolButton*>().back()->menu();
    Q_EMIT menu->aboutToShow();
    for (auto* action : bar(id)->findChildren<QAction*>())
        if (QString(action->text()).remove('&') == text)
            return action;
    return nullptr;
}

void TileAreaTest::aDoubleClickEnlargesAndEscapeGoesBack() {
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

void TileAreaTest::theButtonEnlarges() {
    const auto button = [this](const QString& id) {
        for (auto* button : bar(id)->findChildren<QToolButton*>())
            if (button->accessibleName().startsWith("Tile " + id + ": "))
                return button;
        return static_cast<QToolButton*>(nullptr);
    };
    QVERIFY(button("a"));
    QCOMPARE(button("a")->accessibleName(), "Tile a: Enlarge");
    QTest::mouseClick(button("a"), Qt::LeftButton);
    QCOMPARE(m_area->enlarged(), "a");
    QCOMPARE(button("a")->accessibleName(), "Tile a: Show all tiles");
    QTest::mouseClick(button("a"), Qt::LeftButton);
    QVERIFY(m_area->enlarged().isEmpty());
}

void TileAreaTest::keysEnlarge() {
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

void TileAreaTest::tabsChangeWhileEnlarged() {
    QTest::mouseDClick(&bar("c")->titles(), Qt::LeftButton, {}, middleOfTitle("c"));
    QTest::mouseClick(&bar("d")->titles(), Qt::LeftButton, {}, middleOfTitle("d"));
    QCOMPARE(m_area->enlarged(), "d");
    QVERIFY(content("d")->isVisible() && !content("c")->isVisible() && !content("a")->isVisible());
}

void TileAreaTest::sizesSurviveAnEnlargement() {
    auto* splitter = m_area->findChild<QSplitter*>();
    QTest::mousePress(splitter->handle(1), Qt::LeftButton);
    QTest::mouseMove(splitter->handle(1), QPoint(100, 100));
    QTest::mouseRelease(splitter->handle(1), Qt::LeftButton, {}, QPoint(60, 60));
    QCoreApplication::processEvents();
    const QRect before = placeOf("a");
    m_area->toggleEnlarged("c");
    QCoreApplication::processEvents();
    m_area->showAll();
    QCoreApplication::processEvents();
    QVERIFY((placeOf("a").bottomRight() - before.bottomRight()).manhattanLength() <= 4); // rounding
}

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

void TileAreaTest::draggedBeside() {
    const QRect b = placeOf("b");
    drag("a", QPoint(b.right() - 20, b.center().y())); // the edge of the whole is nearer than that
    QVERIFY(placeOf("b").right() < placeOf("a").left());
    QCOMPARE(placeOf("a").top(), placeOf("b").top());
}

void TileAreaTest::draggedAmongTabs() {
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

void TileAreaTest::draggedToTheEdge() {
    drag("b", QPoint(m_area->width() / 2, m_area->height() - 4));
    QVERIFY(placeOf("b").top() > placeOf("c").bottom());
    QVERIFY(placeOf("b").width() > 700);
}

void TileAreaTest::draggedOutOfTheWindow() {
    drag("b", QPoint(-200, 100));
    QCOMPARE(m_area->state("b"), TileState::Detached);
}

void TileAreaTest::draggedAndCalledOff() {
    const QRect before = placeOf("a");
    drag("a", placeOf("c").center(), false);
    auto* marker = m_area->findChild<QRubberBand*>();
    QVERIFY(marker->isVisible());
    QTest::keyClick(&bar("a")->titles(), Qt::Key_Escape);
    QVERIFY(!marker->isVisible());
    QTest::mouseRelease(&bar("a")->titles(), Qt::LeftButton, {}, QPoint(300, 400));
    QCOMPARE(placeOf("a"), before);
}

void TileAreaTest::keysMove() {
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

void TileAreaTest::theMenuJoins() {
    QAction* join = action("a", "Tile c and 1 more");
    QVERIFY(join);
    join->trigger();
    QCOMPARE(bar("a")->tiles(), QStringList({"c", "d", "a"}));
}

void TileAreaTest::splittersAreRemembered() {
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

void TileAreaTest::stateIsRestored() {
    m_area->move("d", TileSide::Left);
    m_area->setState("a", TileState::Hidden);
    m_area->setState("b", TileState::Detached);
    m_window->findChild<TileWindow*>()->resize(432, 321);
    const QByteArray state = m_area->saveState();
    init(); // another window
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
}

void TileAreaTest::itScrollsWhereThereIsNoRoom() {
    for (const char* id : {"a", "b", "c"})
        content(id)->setMinimumHeight(200);
    m_window->resize(500, 300);
    QTRY_COMPARE(m_window->height(), 300);
    QTRY_VERIFY(m_area->verticalScrollBar()->isVisible());
}

HOURGLASS_TEST(TileAreaTest)
#include "TileAreaTest.moc"
