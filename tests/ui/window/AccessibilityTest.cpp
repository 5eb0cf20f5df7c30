// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/window/AccessibilityChecks.h"
#include "tests/ui/window/WindowFixture.h"

#include "engine/api/Runtime.h"
#include "ui/explore/ExploreWorkspace.h"
#include "ui/history/RunHistory.h"
#include "ui/pictures/PicturesWorkspace.h"
#include "ui/session/Convert.h"
#include "ui/session/Explorer.h"
#include "ui/train/TrainWorkspace.h"
#include "ui/widgets/TileArea.h"

#include <QDockWidget>
#include <QFile>
#include <QMenu>
#include <QPointer>
#include <QToolBar>
#include <QToolButton>

#include <algorithm>
#include <set>

using namespace hourglass;
using namespace hourglass::ui;

/// The window, all of its panels and dialogs: by the keyboard alone, to a screen reader, in large letters, in both themes.
class AccessibilityTest : public test::WindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void everyPanelHasRoomForItsTexts_data() { addPanels(); }
    void everyPanelHasRoomForItsTexts();
    void everyPanelIsLegible_data() { addPanels(); }
    void everyPanelIsLegible();
    void everyDialog_data();
    void everyDialog();
    void tabReachesEveryControlInReadingOrder_data() { addPanels(); }
    void tabReachesEveryControlInReadingOrder();
    void noLetterOfAltStandsForTwoThings_data() { addPanels(); }
    void noLetterOfAltStandsForTwoThings();
    void everyActionIsInAMenu();
    void whatTabDoesNotReachIsInAMenu_data() { addPanels(); }
    void whatTabDoesNotReachIsInAMenu();

private:
    void addPanels();
    void openPanel();
    QWidget& seen() { return m_detached ? *m_detached : static_cast<QWidget&>(*m_window); }
    static void apply(ThemeChoice theme, int zoom);
    static void check(const QStringList& faults);

    QPointer<QWidget> m_detached; ///< the window of a tile that is looked at, or null
};

void AccessibilityTest::cleanup() {
    apply(ThemeChoice::Light, 0); // to the application, which outlives the window
    m_window.reset();
    QFile::remove(RunHistory::defaultPath()); // each test counts its own runs
}

void AccessibilityTest::addPanels() {
    QTest::addColumn<QString>("tile"); // or empty: the workspace Compare
    QTest::addColumn<bool>("detached");
    TrainWorkspace workspace;
    TrainingController controller;
    Explorer explorer(controller);
    ExploreWorkspace explore(explorer);
    PicturesWorkspace pictures(controller);
    for (TileArea* area : {&workspace.tiles(), &explore.tiles(), &pictures.tiles()})
        for (const QStringList& group : area->groups())
            for (const QString& tile : group)
                QTest::addRow("%s", qPrintable(tile)) << tile << false;
    QTest::newRow("latent, detached") << "latent" << true;
    QTest::newRow("code, detached") << "code" << true;
    QTest::newRow("compare") << "" << false;
}

void AccessibilityTest::openPanel() {
    QFETCH(QString, tile);
    QFETCH(bool, detached);
    open(test::tinyDigits());
    trainMenu().step()->trigger(); // so that charts have something to show
    QTRY_COMPARE(controller().stepsDone(), 1);
    auto* explore = m_window->findChild<ExploreWorkspace*>();
    auto* pictures = m_window->findChild<PicturesWorkspace*>();
    const auto isIn = [&](const TileArea& area) {
        return std::ranges::any_of(area.groups(), [&](const QStringList& group) { return group.contains(tile); });
    };
    const bool explores = isIn(explore->tiles()), restores = isIn(pictures->tiles());
    TileArea& tiles = explores   ? explore->tiles()
                      : restores ? pictures->tiles()
                                 : m_window->findChild<TrainWorkspace*>()->tiles();
    if (restores) {
        action("Pictures")->trigger();
        pictures->open({toQString(resourceFolder() + "/data/photographs/coffee.jpg")});
        tiles.present(tile);
        QTRY_VERIFY_WITH_TIMEOUT(!pictures->isBusy(), 120'000);
    } else if (explores) {
        action("Explore")->trigger();
        tiles.present(tile);
        QTRY_VERIFY(explore->exploration().codes() && !explore->exploration().quick().isBusy());
    } else if (tile.isEmpty()) {
        action("Compare")->trigger();
        // The history tells of the run from another thread: not in the middle of what is checked.
        QTRY_VERIFY(std::ranges::any_of(m_window->findChildren<QLabel*>(),
                                        [](const QLabel* label) { return label->text() == "1 run"; }));
    } else {
        tiles.present(tile);
    }
    if (!detached)
        return;
    tiles.setState(tile, TileState::Detached);
    m_detached = tiles.content(tile)->window();
    QVERIFY(QTest::qWaitForWindowExposed(m_detached));
}

void AccessibilityTest::apply(ThemeChoice theme, int zoom) {
    Appearance{theme, zoom, /*motion=*/false}.apply();
    QCoreApplication::processEvents();
}

void AccessibilityTest::check(const QStringList& faults) {
    QVERIFY2(faults.empty(), qPrintable('\n' + faults.join('\n')));
}

void AccessibilityTest::everyPanelHasRoomForItsTexts() {
    openPanel();
    check(test::unnamedControls(seen()));
    for (const int zoom : {0, Appearance::LargestZoom}) {
        apply(ThemeChoice::Light, zoom);
        for (const QSize size : {QSize(900, 600), QSize(1280, 800), QSize(2560, 1440)}) {
            seen().resize(size);
            QCoreApplication::processEvents();
            if (zoom == 0) // larger letters may need a larger window
                QCOMPARE(seen().size(), size);
            // A text that came just now is laid out soon.
            (void)QTest::qWaitFor([this] { return test::clippedTexts(seen()).empty(); }); // the checks say what is left
            check(test::clippedTexts(seen()));
            check(test::cutWidgets(seen()));
            check(test::overlappingWidgets(seen()));
            for (const auto* panel : m_window->findChildren<QDockWidget*>()) // whose titles Qt paints
                QVERIFY(panel->widget()->y() >= QFontMetrics(QApplication::font()).height());
            if (QTest::currentTestFailed()) {
                qWarning() << size << "became" << seen().size() << "zoom" << zoom;
                return;
            }
        }
    }
}

void AccessibilityTest::everyPanelIsLegible() {
    openPanel();
    for (const ThemeChoice theme : {ThemeChoice::Light, ThemeChoice::Dark}) {
        apply(theme, 0);
        check(test::faintTexts(seen()));
    }
}

void AccessibilityTest::everyDialog_data() {
    QTest::addColumn<QString>("opener");
    for (const char* opener : {"Export…", "Preset gallery…", "Manage presets…", "Save as preset…", "User guide",
                               "Keyboard shortcuts", "About Hourglass"})
        QTest::addRow("%s", opener) << opener;
    QTest::newRow("question") << "Reset";
    QTest::newRow("editor of a layer") << "F2";
    QTest::newRow("palette of layers") << "Insert";
}

void AccessibilityTest::everyDialog() {
    QFETCH(QString, opener);
    open(test::endlessExperiment());
    for (const int zoom : {0, Appearance::LargestZoom}) {
        apply(ThemeChoice::Light, zoom);
        const auto before = QApplication::topLevelWidgets();
        if (opener == "Reset")
            trainAndPause();
        if (opener == "F2" || opener == "Insert") {
            auto* bar = m_window->findChild<QWidget*>("DesignDock")->findChild<QWidget*>("bar1");
            QVERIFY(bar);
            bar->setFocus();
            QTest::keyClick(bar, opener == "F2" ? Qt::Key_F2 : Qt::Key_Insert);
        } else {
            action(opener)->trigger();
        }
        QWidget* dialog = nullptr;
        QTRY_VERIFY([&] {
            for (QWidget* window : QApplication::topLevelWidgets())
                if (window->isVisible() && !before.contains(window))
                    dialog = window;
            return dialog != nullptr;
        }());
        QCoreApplication::processEvents();
        check(test::unnamedControls(*dialog));
        check(test::clippedTexts(*dialog));
        check(test::cutWidgets(*dialog));
        for (const ThemeChoice theme : {ThemeChoice::Light, ThemeChoice::Dark}) {
            apply(theme, zoom);
            check(test::faintTexts(*dialog));
        }
        if (QTest::currentTestFailed())
            return;
        dialog->close();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
}

void AccessibilityTest::tabReachesEveryControlInReadingOrder() {
    openPanel();
    seen().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&seen()));
    if (m_detached)
        m_detached->setFocus();
    std::set<const QWidget*> expected;
    for (const auto* widget : test::seenIn<QWidget>(seen()))
        if (test::takesKeys(widget) && !test::isOfQt(widget))
            expected.insert(widget);
    QVERIFY(expected.size() > (m_detached ? 5u : 20u));

    const auto walk = [this](Qt::Key key) {
        QList<const QWidget*> way;
        do {
            QTest::keyClick(QApplication::focusWidget(), key);
            way << QApplication::focusWidget();
        } while (way.size() < 500 && (way.size() == 1 || way.back() != way.front()));
        way.removeLast();
        return way;
    };
    QList<const QWidget*> way = walk(Qt::Key_Tab);
    for (const QWidget* widget : expected)
        QVERIFY2(way.count(widget) == 1, qPrintable(test::pathOf(widget)));
    for (qsizetype i = 1; i < way.size(); ++i)
        if (way[i]->parentWidget() == way[i - 1]->parentWidget() && way[i] != way.front()) {
            const QRect one = way[i - 1]->geometry();
            const QRect next = way[i]->geometry();
            QVERIFY2(next.left() >= one.left() || next.center().y() > one.center().y(), qPrintable(test::pathOf(way[i])));
            QVERIFY2(next.bottom() >= one.top(), qPrintable(test::pathOf(way[i])));
        }
    QList<const QWidget*> back = walk(Qt::Key_Backtab);
    std::ranges::reverse(back);
    const auto start = back.indexOf(way.front());
    QVERIFY(start >= 0);
    std::rotate(back.begin(), back.begin() + start, back.end());
    QCOMPARE(back, way);
}

void AccessibilityTest::noLetterOfAltStandsForTwoThings() {
    openPanel();
    check(test::sharedLetters(seen()));
}

void AccessibilityTest::everyActionIsInAMenu() {
    open(test::tinyDigits());
    int actions = 0;
    for (const QAction* action : m_window->findChildren<QAction*>()) {
        if (action->isSeparator() || action->menu() || action->text().isEmpty() ||
            qobject_cast<QLineEdit*>(action->parent()) || qobject_cast<QToolBar*>(action->parent()))
            continue; // what Qt adds
        bool isInMenu = false;
        for (const QObject* object : action->associatedObjects()) {
            const auto* widget = qobject_cast<const QWidget*>(object);
            isInMenu = isInMenu || qobject_cast<const QMenu*>(object) ||
                       (widget && widget->contextMenuPolicy() == Qt::ActionsContextMenu);
        }
        QVERIFY2(isInMenu, qPrintable(action->text()));
        ++actions;
    }
    QVERIFY(actions > 50);
}

void AccessibilityTest::whatTabDoesNotReachIsInAMenu() {
    openPanel();
    for (const auto* button : test::seenIn<QAbstractButton>(seen())) {
        if ((button->focusPolicy() & Qt::TabFocus) || !button->isEnabled() || test::isOfQt(button))
            continue;
        const auto* tool = qobject_cast<const QToolButton*>(button);
        const bool isAction = tool && tool->defaultAction();
        const bool scrollsTabs = button->parentWidget()->inherits("QTabBar");
        const bool hasKeyOfItsBar = button->inherits("hourglass::ui::RoundButton"); // +, - and Insert
        QVERIFY2(isAction || scrollsTabs || hasKeyOfItsBar, qPrintable(test::pathOf(button)));
    }
}

HOURGLASS_TEST(AccessibilityTest)
#include "AccessibilityTest.moc"
