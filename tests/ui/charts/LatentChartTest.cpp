// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/LatentChart.h"
#include "tests/support/TestMain.h"
#include "tests/ui/charts/LatentMaps.h"
#include "tests/ui/charts/Svg.h"
#include "ui/style/Theme.h"

#include <QApplication>
#include <QBuffer>
#include <QCheckBox>
#include <QContextMenuEvent>
#include <QMenu>
#include <QPointer>
#include <QSvgGenerator>

#include <algorithm>

#include <memory>

using namespace hourglass;
using namespace hourglass::ui;

using test::corners;
using test::mapOf;
using test::thumbnailColour;
using test::withClasses;

class LatentChartTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<LatentChart> m_chart;

    LatentPlot* plot() const { return m_chart->findChild<LatentPlot*>(); }
    QList<QCheckBox*> legend() const { return m_chart->findChild<Legend*>()->findChildren<QCheckBox*>(); }

    void show(const LatentMap& map) {
        m_chart->showMap(map);
        test::show(*plot(), map);
    }

    QColor pixelAt(const QPointF& value) const {
        return plot()->grab().toImage().pixelColor(plot()->toPixels(value).toPoint());
    }

    /// Where the card's picture stands, in pixels of the window.
    QRect thumbnailPlace() const {
        const QImage image = m_chart->grab().toImage();
        QRect place;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (image.pixelColor(x, y) == thumbnailColour)
                    place |= QRect(x, y, 1, 1);
            }
        }
        return place;
    }

    /// With the keyboard.
    QMenu* openMenu(int entry) {
        QContextMenuEvent open(QContextMenuEvent::Keyboard, QPoint(1, 1), legend()[entry]->mapToGlobal(QPoint(1, 1)));
        QApplication::sendEvent(legend()[entry], &open);
        return m_chart->findChild<QMenu*>();
    }
    /// Opens the menu of a class and takes an entry.
    void takeFromMenu(int entry, const QString& text) {
        auto* menu = openMenu(entry);
        QVERIFY(menu && menu->isVisible());
        const auto actions = menu->actions();
        const auto action = std::ranges::find(actions, text, [](const QAction* one) { return one->text().remove('&'); });
        QVERIFY(action != actions.end());
        menu->setActiveAction(*action);
        QTest::keyClick(menu, Qt::Key_Return);
        QTRY_VERIFY(!m_chart->findChild<QMenu*>());
    }

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }

    void init() {
        m_chart = std::make_unique<LatentChart>();
        m_chart->resize(360, 320);
        m_chart->show();
        QVERIFY(QTest::qWaitForWindowActive(m_chart.get()));
        m_chart->begin(withClasses({"shirt", "shoe"}));
    }

    void pointsHaveTheColourOfTheirClass() {
        show(corners());
        QCOMPARE(pixelAt({-3, -2}), classColour(0, m_chart->palette()));
        QCOMPARE(pixelAt({3, -2}), classColour(1, m_chart->palette()));
        QCOMPARE(pixelAt({-3, 2}), classColour(1, m_chart->palette()));
        QCOMPARE(pixelAt({3, 2}), classColour(0, m_chart->palette()));
    }

    void pointsKeepTheirPlaceWhenThePlotIsResized() {
        show(corners());
        for (const QSize& size : {QSize(600, 280), QSize(300, 480)}) {
            m_chart->resize(size);
            QCOMPARE(pixelAt({3, 2}), classColour(0, m_chart->palette()));
            QCOMPARE(pixelAt({3, -2}), classColour(1, m_chart->palette()));
        }
    }

    void axesAreNamedByTheMap() {
        show(corners());
        QStringList titles;
        for (auto* axis : plot()->chart()->axes())
            titles << axis->titleText();
        QCOMPARE(titles, QStringList({"code 1", "code 2"}));
    }

    void hoverShowsTheSample_data() {
        QTest::addColumn<QPointF>("value");
        QTest::newRow("lower left") << QPointF(-3, -2);
        QTest::newRow("lower right") << QPointF(3, -2);
        QTest::newRow("upper left") << QPointF(-3, 2);
        QTest::newRow("upper right") << QPointF(3, 2);
    }

    void hoverShowsTheSample() {
        QFETCH(QPointF, value);
        show(corners());
        QVERIFY(thumbnailPlace().isNull());
        QTest::mouseMove(plot()->viewport(), plot()->toPixels(value).toPoint() + QPoint(3, 2));
        QTRY_VERIFY(thumbnailPlace().width() >= 32);
        QVERIFY(m_chart->rect().adjusted(2, 2, -2, -2).contains(thumbnailPlace()));
        QTest::mouseMove(plot()->viewport(), plot()->plotArea().center().toPoint());
        QTRY_VERIFY(thumbnailPlace().isNull());
    }

    // The card lies over the legend, and reaches over the plot's edges.
    void theCardIsWholeInASmallChart() {
        m_chart->resize(200, 150);
        show(mapOf({0, 1, 2}, {0, 0.01F, 0}, {0, 1, 0}));
        QTest::mouseMove(plot()->viewport(), test::pixelOf(*plot(), {1, 0.01}));
        QTRY_VERIFY(!thumbnailPlace().isNull());
        QCOMPARE(thumbnailPlace().width(), thumbnailPlace().height());
        QTest::mouseMove(plot()->viewport(), QPoint(1, 1));
        QTRY_VERIFY(thumbnailPlace().isNull());
    }

    void arrowKeysWalkThroughTheSamples() {
        show(corners());
        plot()->setFocus();
        QTest::keyClick(plot(), Qt::Key_Right);
        QCOMPARE(plot()->accessibleDescription(), QStringLiteral("sample 0, shirt"));
        QTest::keyClick(plot(), Qt::Key_Right);
        QCOMPARE(plot()->accessibleDescription(), QStringLiteral("sample 1, shoe"));
        QVERIFY(!thumbnailPlace().isNull());
    }

    void legendHidesAClass() {
        show(corners());
        QCOMPARE(legend().size(), 2);
        QCOMPARE(legend()[0]->text(), QStringLiteral("shirt"));
        QTest::mouseClick(legend()[0], Qt::LeftButton);
        const QColor hidden = classColour(0, m_chart->palette());
        QVERIFY(pixelAt({-3, -2}) != hidden);
        QVERIFY(pixelAt({3, 2}) != hidden);
        QCOMPARE(pixelAt({3, -2}), classColour(1, m_chart->palette()));

        QTest::mouseMove(plot()->viewport(), plot()->toPixels({-3, -2}).toPoint());
        QCoreApplication::processEvents();
        QVERIFY(thumbnailPlace().isNull());

        m_chart->begin(withClasses({"shirt", "shoe"})); // the choice outlives the run
        show(corners());
        QVERIFY(pixelAt({-3, -2}) != hidden);
        legend()[0]->setFocus();
        QTest::keyClick(legend()[0], Qt::Key_Space);
        QCOMPARE(pixelAt({-3, -2}), hidden);
    }

    void aDoubleClickShowsOneClassAlone() {
        show(corners());
        QTest::mouseClick(legend()[0], Qt::LeftButton);
        QTest::mouseDClick(legend()[0], Qt::LeftButton); // its first click has shown it again
        QVERIFY(legend()[0]->isChecked() && !legend()[1]->isChecked());
        QCOMPARE(pixelAt({3, 2}), classColour(0, m_chart->palette()));
        QVERIFY(pixelAt({3, -2}) != classColour(1, m_chart->palette()));
        QTest::mouseClick(legend()[1], Qt::LeftButton, Qt::AltModifier);
        QVERIFY(!legend()[0]->isChecked() && legend()[1]->isChecked());
        QTest::mouseClick(legend()[1], Qt::LeftButton, Qt::AltModifier); // alone already: all
        QVERIFY(legend()[0]->isChecked() && legend()[1]->isChecked());
        QCOMPARE(pixelAt({3, 2}), classColour(0, m_chart->palette()));
        QCOMPARE(pixelAt({3, -2}), classColour(1, m_chart->palette()));
    }

    void theMenuOfAClassDoesTheSameAndSelects() {
        show(corners());
        takeFromMenu(1, "Show only this");
        QVERIFY(!legend()[0]->isChecked() && legend()[1]->isChecked());
        takeFromMenu(1, "Show all");
        QVERIFY(legend()[0]->isChecked());
        takeFromMenu(1, "Select its samples");
        QCOMPARE(plot()->selected(), std::vector<int>({1, 2}));
    }

    // It knows its class by the number, and that is another's now, or nobody's.
    void theMenuClosesWhenTheClassesAreOthers() {
        show(corners());
        const QPointer<QMenu> menu = openMenu(1);
        QVERIFY(menu && menu->isVisible());
        show(corners()); // as before
        QVERIFY(menu && menu->isVisible());
        show(mapOf({-3, 3}, {-2, 2}, {0, 0}));
        QTRY_VERIFY(!menu);
        m_chart->findChild<Legend*>()->showOnly(1);
        Q_EMIT m_chart->findChild<Legend*>()->offerTaken(1);
        QVERIFY(legend()[0]->isChecked());
        QVERIFY(plot()->selected().empty());
    }

    void choicesStayWhileTheDataAreTheSame() {
        show(corners());
        plot()->select({1, 2});
        plot()->pick(3);
        RunInfo again = withClasses({"shirt", "shoe"});
        m_chart->begin(again);
        show(corners());
        QCOMPARE(plot()->selected(), std::vector<int>({1, 2}));
        QCOMPARE(plot()->picked(), std::optional(3));
        again.experiment.dataset.parameters.set("splitSeed", std::int64_t(7)); // other samples behind the numbers
        m_chart->begin(again);
        QVERIFY(plot()->selected().empty());
        QVERIFY(!plot()->picked());
    }

    void worksWithoutClasses() {
        m_chart->begin(withClasses({}));
        show(mapOf({-3, 3, -3, 3}, {-2, -2, 2, 2}, {-1, -1, -1, -1}));
        QVERIFY(!m_chart->findChild<Legend*>()->isVisible());
        QCOMPARE(pixelAt({3, 2}), m_chart->palette().color(QPalette::Highlight));
        QTest::mouseMove(plot()->viewport(), plot()->toPixels({3, 2}).toPoint());
        QTRY_VERIFY(!thumbnailPlace().isNull());
    }

    // A mark for each of so many would make a file that nobody can open.
    void aCloudOfPointsIsOnePictureInADrawing() {
        LatentMap cloud = test::lattice(78);
        std::ranges::fill(cloud.labels, 0);
        show(cloud);
        QBuffer buffer;
        QSvgGenerator generator;
        generator.setOutputDevice(&buffer);
        QPainter painter(&generator);
        m_chart->paintPicture(painter);
        painter.end();
        QCOMPARE(test::elementsOf(buffer.data()).count("image"), std::size_t(1));
        QVERIFY(test::elementsOf(buffer.data()).size() < 1000);
        QVERIFY(test::wordsOf(buffer.data()).contains("code 1")); // axes stay words
    }

    void oneDimensionIsALine() {
        show(mapOf({-1, 0, 1, 2}, {0, 0, 0, 0}, {0, 1, 0, 1}));
        QCOMPARE(pixelAt({1, 0}), classColour(0, m_chart->palette()));
        QCOMPARE(pixelAt({2, 0}), classColour(1, m_chart->palette()));
    }

    void axesGrowAtOnceAndShrinkByDegrees() {
        const auto share = [this](const LatentMap& map) { // of the plot's width that the points take
            show(map);
            const auto [low, high] = std::minmax_element(map.x.begin(), map.x.end());
            return (plot()->toPixels({*high, 0}).x() - plot()->toPixels({*low, 0}).x()) / plot()->plotArea().width();
        };
        const LatentMap large = mapOf({-30, 30}, {-30, 30}, {0, 1});
        QVERIFY(share(corners()) > 0.8);
        QVERIFY(share(large) > 0.8 && share(large) <= 1);
        const double first = share(corners());
        QVERIFY(first < 0.2);
        QVERIFY(share(corners()) > first);
        for (int i = 0; i < 60; ++i)
            m_chart->showMap(corners());
        QVERIFY(share(corners()) > 0.8);
    }

    void emptyAgainAfterBegin() {
        show(corners());
        m_chart->begin(withClasses({"shirt", "shoe"}));
        for (auto* axis : plot()->chart()->axes())
            QVERIFY(!axis->isVisible());
    }
};

HOURGLASS_TEST(LatentChartTest)
#include "LatentChartTest.moc"
