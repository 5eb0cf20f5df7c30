// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/window/WindowFixture.h"

#include "ui/explore/CodePanel.h"
#include "ui/explore/DimensionSliders.h"
#include "ui/explore/ExploreWorkspace.h"
#include "ui/explore/InterpolationPanel.h"
#include "ui/explore/PlanePanel.h"
#include "ui/explore/SampleWell.h"
#include "ui/explore/WalkStops.h"
#include "ui/session/Explorer.h"
#include "ui/train/TrainWorkspace.h"
#include "ui/widgets/ImageGrid.h"
#include "ui/widgets/PictureView.h"
#include "ui/widgets/SampleMime.h"
#include "ui/widgets/TileArea.h"
#include "ui/window/ViewMenu.h"
#include "ui/window/Workspaces.h"

#include <QApplication>
#include <QMenu>
#include <QTabBar>

#include <algorithm>

using namespace hourglass;
using namespace hourglass::ui;

/// The latent space in the whole window.
class ExploreTest : public test::WindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void twoClicksFromTheStartToAnInterpolation();
    void nothingIsDoneWhileNobodyLooks();
    void itFollowsTheTraining();
    void itStaysWhenTheTrainingIsOver();
    void aTileInAWindowOfItsOwnIsExploredOn();
    void anotherExperimentTakesItsPlace();
    void aNetworkThatCannotBeMadeIsNotExplored();
    void aSampleIsDroppedFromAnotherTile();
    void aFileIsDroppedOnASample();
    void aFileThatIsNoneIsSaid();
    void theMenuOfTilesIsAboutTheWorkspaceOnShow();
    void escapeShowsAllTilesAgain();
    void theWindowClosesInTheMiddleOfIt();

private:
    ExploreWorkspace& explore() { return *m_window->findChild<ExploreWorkspace*>(); }
    Exploration& exploration() { return explore().exploration(); }
    CodePanel& code() { return *m_window->findChild<CodePanel*>(); }
    PlanePanel& plane() { return *m_window->findChild<PlanePanel*>(); }
    InterpolationPanel& interpolation() { return *m_window->findChild<InterpolationPanel*>(); }
    /// By a click on its tab.
    void choose(const QString& title) {
        auto* workspaces = m_window->findChild<Workspaces*>();
        QTabBar* bar = workspaces->tabBar();
        for (int i = 0; i < bar->count(); ++i)
            if (QString(bar->tabText(i)).remove('&') == title)
                QTest::mouseClick(bar, Qt::LeftButton, {}, bar->tabRect(i).center());
        QCOMPARE(QString(bar->tabText(bar->currentIndex())).remove('&'), title);
    }
    void waitForAll() {
        QTRY_VERIFY_WITH_TIMEOUT(!code().isEmpty() && !plane().isEmpty() && !interpolation().isEmpty() &&
                                     !exploration().quick().isBusy() && !exploration().patient().isBusy(),
                                 Patience);
    }
    void openAndChoose(const Experiment& experiment = test::tinyDigits()) {
        open(experiment);
        choose("Explore");
        waitForAll();
    }
    template <class Widget>
    Widget* named(const QString& name) {
        const auto all = explore().findChildren<Widget*>();
        const auto found = std::ranges::find(all, name, &QWidget::accessibleName);
        return found == all.end() ? nullptr : *found;
    }
    /// As the desktop does: the window finds out whose it is.
    void dropOn(QWidget& widget, const QMimeData& mime) {
        const QPoint place = widget.mapTo(&*m_window, widget.rect().center());
        QWindow* window = m_window->windowHandle();
        QDragEnterEvent enter(place, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(window, &enter);
        QDragMoveEvent move(place, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(window, &move);
        QDropEvent drop(QPointF(place), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(window, &drop);
    }
    void dropFile(QWidget& widget, const QString& path) {
        QMimeData mime;
        mime.setUrls({QUrl::fromLocalFile(path)});
        dropOn(widget, mime);
    }
    QStringList shownToggles() {
        auto* tiles = action("Tiles")->menu();
        Q_EMIT tiles->aboutToShow();
        QStringList shown;
        for (const QAction* entry : tiles->actions())
            if (entry->isVisible() && entry->isCheckable())
                shown << QString(entry->text()).remove('&');
        return shown;
    }

    static constexpr int Patience = 120000; // ms: other programs may be running, too
};

void ExploreTest::twoClicksFromTheStartToAnInterpolation() {
    open(test::tinyDigits());
    QVERIFY(!explore().isVisible());
    choose("Explore");
    QVERIFY(code().isVisible() && plane().isVisible() && interpolation().isVisible());
    waitForAll(); // a walk between two samples stands there
    const Album& album = *controller().runInfo()->album;
    QVERIFY(album.label(interpolation().well(0).sample()) != album.label(interpolation().well(1).sample()));
    auto* strip = named<ImageGrid>("Film of the walk");
    QTest::mouseClick(strip, Qt::LeftButton, {}, strip->cellRect(0, strip->visibleColumns() / 2).center());
    QTRY_VERIFY_WITH_TIMEOUT(!exploration().quick().isBusy(), Patience);
    QVERIFY(!named<PictureView>("What lies between the samples")->picture().isNull());
    QCOMPARE(exploration().code(),
             between(interpolation().stops().stop(0).code, interpolation().stops().stop(1).code, 0.5, WalkPath::Straight));
    QVERIFY2(problem().isEmpty(), qPrintable(problem()));
}

void ExploreTest::nothingIsDoneWhileNobodyLooks() {
    open(test::tinyDigits());
    trainAndPause();
    QVERIFY(!exploration().codes());
    QVERIFY(exploration().code().empty());
    choose("Explore");
    waitForAll();
}

void ExploreTest::itFollowsTheTraining() {
    openAndChoose();
    const std::vector<float> before = interpolation().film();
    const QImage picture = code().picture().picture();
    int renewed = 0;
    connect(&exploration(), &Exploration::renewed, this, [&] { ++renewed; });
    click(trainMenu().train());
    QTRY_VERIFY_WITH_TIMEOUT(renewed > 3, Patience);
    QTRY_VERIFY_WITH_TIMEOUT(interpolation().film() != before && code().picture().picture() != picture, Patience);
    QCOMPARE(controller().state(), State::Training);
    choose("Train");
    QTRY_VERIFY_WITH_TIMEOUT(!exploration().quick().isBusy(), Patience);
    QCoreApplication::processEvents();
    const int seen = renewed;
    const auto steps = controller().stepsDone();
    QTRY_VERIFY_WITH_TIMEOUT(controller().stepsDone() > steps + 200, Patience);
    QVERIFY(renewed <= seen + 1); // a copy that was on its way
}

void ExploreTest::itStaysWhenTheTrainingIsOver() {
    openAndChoose(complete(withField(test::tinyDigits(), "training.epochs", "3")));
    const std::vector<float> before = interpolation().film();
    click(trainMenu().train());
    QTRY_COMPARE_WITH_TIMEOUT(controller().state(), State::Finished, Patience);
    QTRY_VERIFY_WITH_TIMEOUT(interpolation().film() != before, Patience);
    waitForAll();
    auto& sliders = code().sliders();
    const QImage picture = code().picture().picture();
    const auto dimension = sliders.rows().front().dimension;
    QTest::mouseClick(sliders.viewport(), Qt::LeftButton, {}, sliders.trackOf(0).center() + QPoint(60, 0));
    QTRY_VERIFY_WITH_TIMEOUT(code().picture().picture() != picture, Patience);
    QCOMPARE(sliders.currentDimension(), std::optional(dimension));
}

void ExploreTest::aTileInAWindowOfItsOwnIsExploredOn() {
    openAndChoose();
    explore().tiles().setState("code", TileState::Detached);
    choose("Train");
    QVERIFY(code().isVisible() && !plane().isVisible());
    const QImage picture = code().picture().picture();
    click(trainMenu().train());
    QTRY_VERIFY_WITH_TIMEOUT(code().picture().picture() != picture, Patience);
    m_window.reset(); // and its window goes with it
    for (const QWidget* window : QApplication::topLevelWidgets())
        QVERIFY(!window->isVisible());
}

void ExploreTest::anotherExperimentTakesItsPlace() {
    openAndChoose();
    exploration().setLocked(2, true);
    session().open("another one", test::withCodeSize(test::tinyDigits(), 3));
    QTRY_COMPARE_WITH_TIMEOUT(exploration().dimensions(), 3, Patience);
    waitForAll();
    QCOMPARE(code().sliders().rows().size(), 3U);
    QCOMPARE(interpolation().film().size(), std::size_t(3 * interpolation().columns()));
    QVERIFY(!exploration().isLocked(2));
    session().open("rows of numbers", test::endlessExperiment()); // with other data, which are no pictures
    QTRY_COMPARE_WITH_TIMEOUT(exploration().dimensions(), 2, Patience);
    waitForAll();
    QVERIFY(!exploration().hasPictures());
    QVERIFY2(problem().isEmpty(), qPrintable(problem()));
}

void ExploreTest::aNetworkThatCannotBeMadeIsNotExplored() {
    openAndChoose();
    controller().prepare(test::faultyExperiment());
    QTRY_VERIFY_WITH_TIMEOUT(code().isEmpty() && plane().isEmpty() && interpolation().isEmpty(), Patience);
    QTest::mouseClick(code().sliders().viewport(), Qt::LeftButton, {}, code().sliders().viewport()->rect().center());
    QTest::mouseClick(plane().view().viewport(), Qt::LeftButton, {}, plane().view().viewport()->rect().center());
    QTest::mouseClick(&interpolation().well(0), Qt::LeftButton, {}, interpolation().well(0).rect().center());
    controller().prepare(test::tinyDigits());
    waitForAll();
}

void ExploreTest::aSampleIsDroppedFromAnotherTile() {
    openAndChoose();
    QMimeData mime;
    putSample(mime, 31);
    dropOn(interpolation().well(1), mime);
    QCOMPARE(interpolation().well(1).sample(), 31);
    const CodeValues before = exploration().code();
    dropOn(code(), mime);
    QTRY_VERIFY_WITH_TIMEOUT(exploration().code() != before, Patience);
    QCOMPARE(exploration().code(), interpolation().stops().stop(1).code);
}

void ExploreTest::aFileIsDroppedOnASample() {
    openAndChoose();
    QImage picture(28, 28, QImage::Format_Grayscale8);
    picture.fill(200);
    const QString path = m_folder.filePath("grey.png");
    QVERIFY(picture.save(path));
    const Experiment before = session().editor().experiment();
    dropFile(interpolation().well(0), path);
    QTRY_COMPARE_WITH_TIMEOUT(interpolation().well(0).sample(), -1, Patience);
    QTRY_VERIFY_WITH_TIMEOUT(!interpolation().film().empty(), Patience);
    QVERIFY(session().editor().experiment() == before); // it is not the window's, to train on
    QVERIFY2(problem().isEmpty(), qPrintable(problem()));
}

void ExploreTest::aFileThatIsNoneIsSaid() {
    openAndChoose();
    dropFile(interpolation().well(0), m_folder.filePath("none.png"));
    QTRY_VERIFY_WITH_TIMEOUT(problem().contains("none.png"), Patience);
    QVERIFY(interpolation().well(0).sample() >= 0);
}

void ExploreTest::theMenuOfTilesIsAboutTheWorkspaceOnShow() {
    openAndChoose();
    const QStringList explored = shownToggles();
    QVERIFY(explored.contains("Code") && explored.contains("Interpolation"));
    QCOMPARE(explored.size(), explore().tiles().toggles().size());
    interpolation().well(0).setFocus();
    QTest::keySequence(&*m_window, QKeySequence("Ctrl+Return"));
    QCOMPARE(explore().tiles().enlarged(), QString("interpolation"));
    QVERIFY(m_window->findChild<TrainWorkspace*>()->tiles().enlarged().isEmpty());
    QVERIFY(!code().isVisible() && interpolation().isVisible());
    action("Usual arrangement")->trigger();
    QTRY_VERIFY(code().isVisible());
    choose("Train");
    const QStringList trained = shownToggles();
    QVERIFY(!trained.contains("Code") && !trained.contains("Interpolation"));
    QCOMPARE(trained.size(), m_window->findChild<TrainWorkspace*>()->tiles().toggles().size());
}

void ExploreTest::escapeShowsAllTilesAgain() {
    openAndChoose();
    code().sliders().setFocus();
    QTest::keySequence(&*m_window, QKeySequence("Ctrl+Return"));
    QVERIFY(!plane().isVisible());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QTRY_VERIFY(plane().isVisible());
    QVERIFY(explore().tiles().enlarged().isEmpty());
}

void ExploreTest::theWindowClosesInTheMiddleOfIt() {
    openAndChoose();
    click(trainMenu().train());
    QTRY_VERIFY_WITH_TIMEOUT(controller().stepsDone() > 20, Patience);
    for (int i = 0; i < 8; ++i)
        exploration().setNumber(i, 1);
    QVERIFY(exploration().quick().isBusy());
    m_window.reset();
}

HOURGLASS_TEST(ExploreTest)
#include "ExploreTest.moc"
