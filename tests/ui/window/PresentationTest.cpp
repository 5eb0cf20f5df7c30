// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/window/WindowFixture.h"

#include "ui/train/TrainWorkspace.h"
#include "ui/widgets/TileArea.h"
#include "ui/window/PresentationMode.h"
#include "ui/window/WindowMemory.h"

#include <QApplication>
#include <QCursor>
#include <QDockWidget>
#include <QMenuBar>
#include <QStatusBar>
#include <QWindow>

using namespace hourglass;
using namespace hourglass::ui;

/// The window as an audience sees it, and that nothing of it stays.
class PresentationTest : public test::WindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { QSettings().clear(); }
    void itShowsWhatAnAudienceNeeds();
    void everythingIsAsItWas();
    void escapeLeavesStepByStep();
    void theKeysOfTheMenusStillWork();
    void menusComeBackAtTheUpperEdge();
    void menusComeBackByAlt();
    void anotherWindowHasItsOwnAlt();
    void nothingIsRemembered();
    void tilesAreRemembered();
    void theMenuSaysWhatIsOn();
    void onlyWhatIsChosenIsKept();
    void detachedTilesCloseWithTheWindow();
    void keysLeaveTilesAloneThatNobodySees();

private:
    void press(int key, Qt::KeyboardModifiers modifiers = {}) {
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : &*m_window, Qt::Key(key), modifiers);
    }
    QDockWidget& dock(const char* name) { return *m_window->findChild<QDockWidget*>(name); }
    TileArea& tiles() { return m_window->findChild<TrainWorkspace*>()->tiles(); }
    bool isOn() { return m_window->presentation().isOn(); }
};

void PresentationTest::itShowsWhatAnAudienceNeeds() {
    open(test::endlessExperiment());
    const double letters = QApplication::font().pointSizeF();
    press(Qt::Key_F11);
    QVERIFY(isOn());
    QTRY_VERIFY(m_window->isFullScreen());
    QVERIFY(std::abs(QApplication::font().pointSizeF() / letters - 1.6) < 0.01);
    QVERIFY(dock("DesignDock").isVisible());
    QVERIFY(!dock("SettingsDock").isVisible());
    QVERIFY(!m_window->statusBar()->isVisible());
    QTRY_COMPARE(m_window->menuBar()->height(), 0);
    QVERIFY(m_window->findChild<RunToolBar*>()->isVisible() && tiles().isVisible());
    QVERIFY(m_window->cursor().shape() != Qt::BlankCursor);
    press(Qt::Key_F11);
    QVERIFY(!isOn());
}

void PresentationTest::everythingIsAsItWas() {
    open(test::endlessExperiment());
    dock("DesignDock").hide();
    press(Qt::Key_Plus, Qt::ControlModifier);
    m_window->resizeDocks({&dock("SettingsDock")}, {380}, Qt::Horizontal);
    tiles().move("loss", TileSide::Right);
    tiles().toggleEnlarged("latent");
    QCoreApplication::processEvents();
    const QSize size = m_window->size();
    const int width = dock("SettingsDock").width();
    const QByteArray arrangement = tiles().saveState();
    const QFont letters = QApplication::font();

    press(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(isOn() && dock("DesignDock").isVisible());
    press(Qt::Key_Plus, Qt::ControlModifier);
    tiles().setState("latent", TileState::Hidden);
    press(Qt::Key_Escape);
    QVERIFY(!isOn());
    QTRY_COMPARE(m_window->size(), size);
    QTRY_COMPARE(dock("SettingsDock").width(), width);
    QVERIFY(!dock("DesignDock").isVisible());
    QVERIFY(m_window->statusBar()->isVisible());
    QTRY_VERIFY(m_window->menuBar()->height() > 10);
    QCOMPARE(QApplication::font(), letters);
    QCOMPARE(tiles().saveState(), arrangement);
    QCOMPARE(tiles().enlarged(), "latent");
    press(Qt::Key_0, Qt::ControlModifier);
}

void PresentationTest::escapeLeavesStepByStep() {
    open(test::endlessExperiment());
    press(Qt::Key_F11);
    tiles().toggleEnlarged("loss");
    dock("DesignDock").widget()->setFocus(); // outside the tiles
    press(Qt::Key_Escape);
    QVERIFY(tiles().enlarged().isEmpty() && isOn());
    press(Qt::Key_Escape);
    QVERIFY(!isOn());
}

void PresentationTest::theKeysOfTheMenusStillWork() {
    open(test::endlessExperiment());
    press(Qt::Key_F11);
    QTRY_COMPARE(m_window->menuBar()->height(), 0);
    m_window->centralWidget()->setFocus();
    press(Qt::Key_S);
    QTRY_COMPARE(controller().stepsDone(), 1);
    press(Qt::Key_F, Qt::AltModifier);
    QTRY_VERIFY(QApplication::activePopupWidget());
    QCOMPARE(QString(static_cast<QMenu*>(QApplication::activePopupWidget())->title()).remove('&'), "File");
    QApplication::activePopupWidget()->close();
}

void PresentationTest::menusComeBackAtTheUpperEdge() {
    open(test::endlessExperiment());
    press(Qt::Key_F11);
    const QMenuBar& menus = *m_window->menuBar();
    QTRY_COMPARE(menus.height(), 0);
    QTest::mouseMove(m_window->windowHandle(), QPoint(400, 0));
    QTRY_VERIFY(menus.height() > 10);
    QTest::mouseMove(m_window->windowHandle(), QPoint(400, 5)); // on them
    QCoreApplication::processEvents();
    QVERIFY(menus.height() > 10);
    QTest::mouseMove(m_window->windowHandle(), QPoint(400, 300));
    QTRY_COMPARE(menus.height(), 0);
    press(Qt::Key_F11);
    QTRY_VERIFY(menus.height() > 10);
}

void PresentationTest::menusComeBackByAlt() {
    open(test::endlessExperiment());
    press(Qt::Key_F11);
    QMenuBar& menus = *m_window->menuBar();
    QTRY_COMPARE(menus.height(), 0);
    QCursor::setPos(m_window->mapToGlobal(QPoint(400, 300)));
    QCoreApplication::processEvents();
    QTest::keyPress(&*m_window, Qt::Key_Alt);
    QTRY_VERIFY(menus.height() > 10);
    QTest::keyRelease(&*m_window, Qt::Key_Alt, Qt::AltModifier);
    if (menus.activeAction()) // in some styles one can go on by arrow keys
        QTest::keyClick(&menus, Qt::Key_Escape);
    QTRY_COMPARE(menus.height(), 0);
}

void PresentationTest::anotherWindowHasItsOwnAlt() {
    open(test::endlessExperiment());
    press(Qt::Key_F11);
    QTRY_COMPARE(m_window->menuBar()->height(), 0);
    QCursor::setPos(m_window->mapToGlobal(QPoint(400, 300)));
    tiles().setState("loss", TileState::Detached);
    QTest::keyPress(tiles().content("loss")->window(), Qt::Key_Alt);
    QCoreApplication::processEvents();
    QCOMPARE(m_window->menuBar()->maximumHeight(), 0);
    QTest::keyRelease(tiles().content("loss")->window(), Qt::Key_Alt, Qt::AltModifier);
}

void PresentationTest::nothingIsRemembered() {
    open(test::endlessExperiment());
    new WindowMemory(*m_window);
    m_window->resize(1111, 777);
    QCoreApplication::processEvents();
    const double zoom = QSettings().value("appearance/zoom", 0).toDouble();
    press(Qt::Key_F11);
    QTRY_VERIFY(m_window->isFullScreen());
    tiles().setState("loss", TileState::Hidden);
    m_window->close();
    QCOMPARE(QSettings().value("appearance/zoom", 0).toDouble(), zoom);

    open(test::endlessExperiment());
    new WindowMemory(*m_window);
    QVERIFY(!isOn() && !m_window->isFullScreen());
    QTRY_COMPARE(m_window->size(), QSize(1111, 777));
    QVERIFY(dock("SettingsDock").isVisible());
    QCOMPARE(tiles().state("loss"), TileState::InPlace);
}

void PresentationTest::tilesAreRemembered() {
    open(test::endlessExperiment());
    new WindowMemory(*m_window);
    tiles().setState("lens", TileState::Hidden);
    tiles().move("loss", TileSide::Below);
    const auto groups = tiles().groups();
    m_window->close();
    open(test::endlessExperiment());
    QVERIFY(tiles().groups() != groups);
    new WindowMemory(*m_window);
    QCOMPARE(tiles().groups(), groups);
    action("Usual arrangement")->trigger();
    QCOMPARE(tiles().state("lens"), TileState::InPlace);
}

void PresentationTest::theMenuSaysWhatIsOn() {
    open(test::endlessExperiment());
    press(Qt::Key_F11);
    action("Dark")->trigger();
    action("Smooth motion")->trigger();
    QVERIFY(action("Smooth motion")->isChecked());
    press(Qt::Key_Escape);
    QVERIFY(action("Light")->isChecked() && !action("Dark")->isChecked());
    QVERIFY(!action("Smooth motion")->isChecked());
    action("Smooth motion")->trigger();
    QVERIFY(QApplication::isEffectEnabled(Qt::UI_General));
    action("Smooth motion")->trigger();
}

/// Neither the theme of the command line, nor what another program has saved since, is overwritten.
void PresentationTest::onlyWhatIsChosenIsKept() {
    QSettings().setValue("appearance/theme", int(ThemeChoice::Dark));
    open(test::endlessExperiment()); // light
    press(Qt::Key_Plus, Qt::ControlModifier);
    QCOMPARE(QSettings().value("appearance/zoom").toInt(), 1);
    QCOMPARE(QSettings().value("appearance/theme").toInt(), int(ThemeChoice::Dark));
    QVERIFY(!QSettings().contains("appearance/motion"));
    action("Light")->trigger();
    QCOMPARE(QSettings().value("appearance/theme").toInt(), int(ThemeChoice::Light));
    press(Qt::Key_0, Qt::ControlModifier);
}

void PresentationTest::detachedTilesCloseWithTheWindow() {
    open(test::endlessExperiment());
    new WindowMemory(*m_window);
    tiles().setState("loss", TileState::Detached);
    tiles().setState("latent", TileState::Detached);
    const QWidget* loss = tiles().content("loss")->window();
    QVERIFY(loss != &*m_window && loss->isVisible());
    m_window->close();
    for (const QWidget* window : QApplication::topLevelWidgets())
        QVERIFY2(!window->isVisible(), window->metaObject()->className());
    QVERIFY(tiles().content("loss")->window()->close()); // nothing keeps the program
    open(test::endlessExperiment());
    new WindowMemory(*m_window);
    QCOMPARE(tiles().state("loss"), TileState::Detached);
    QCOMPARE(tiles().state("latent"), TileState::Detached);
}

void PresentationTest::keysLeaveTilesAloneThatNobodySees() {
    open(test::endlessExperiment());
    press(Qt::Key_F11);
    tiles().toggleEnlarged("loss");
    action("Compare")->trigger();
    press(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(tiles().enlarged(), "loss");
    m_window->centralWidget()->setFocus();
    press(Qt::Key_Escape);
    QVERIFY(!isOn());
    tiles().showAll();
    press(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(tiles().enlarged().isEmpty());
}

HOURGLASS_TEST(PresentationTest)
#include "PresentationTest.moc"
