// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/LatentChart.h"
#include "tests/support/PlainAlbum.h"
#include "tests/support/TestMain.h"
#include "ui/style/Theme.h"

#include <QApplication>
#include <QCheckBox>

#include <memory>

using namespace hourglass;
using namespace hourglass::ui;

namespace {

const QColor thumbnailColour(12, 200, 77);

LatentMap mapOf(const std::vector<float>& x, const std::vector<float>& y, const std::vector<int>& labels) {
    return {"code 1", "code 2", x, y, labels};
}

/// Two classes in the four corners.
LatentMap corners() {
    return mapOf({-3, 3, -3, 3}, {-2, -2, 2, 2}, {0, 1, 1, 0});
}

RunInfo withClasses(std::vector<std::string> names) {
    RunInfo info;
    info.dataset.classNames = std::move(names);
    Image picture{8, 8, 3, {}};
    for (int i = 0; i < 64; ++i) {
        for (const int channel : {thumbnailColour.red(), thumbnailColour.green(), thumbnailColour.blue()})
            picture.pixels.push_back(std::uint8_t(channel));
    }
    info.album = std::make_shared<test::PlainAlbum>(4, picture);
    return info;
}

} // namespace

class LatentChartTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<LatentChart> m_chart;

    LatentPlot* plot() const { return m_chart->findChild<LatentPlot*>(); }
    QList<QCheckBox*> legend() const { return m_chart->findChild<Legend*>()->findChildren<QCheckBox*>(); }

    void show(const LatentMap& map) {
        m_chart->showMap(map);
        m_chart->refreshNow();
        QCoreApplication::processEvents(); // Qt Charts lays its axes out in the event loop
        m_chart->refreshNow();
    }

    QColor pixelAt(const QPointF& value) const {
        return plot()->grab().toImage().pixelColor(plot()->toPixels(value).toPoint());
    }

    /// Where the card's picture stands, in pixels of the plot's view.
    QRect thumbnailPlace() const {
        const QImage image = plot()->grab().toImage();
        QRect place;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (image.pixelColor(x, y) == thumbnailColour)
                    place |= QRect(x, y, 1, 1);
            }
        }
        return place;
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
        QVERIFY(plot()->plotArea().toAlignedRect().contains(thumbnailPlace()));
        QTest::mouseMove(plot()->viewport(), plot()->plotArea().center().toPoint());
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

    void worksWithoutClasses() {
        m_chart->begin(withClasses({}));
        show(mapOf({-3, 3, -3, 3}, {-2, -2, 2, 2}, {-1, -1, -1, -1}));
        QVERIFY(!m_chart->findChild<Legend*>()->isVisible());
        QCOMPARE(pixelAt({3, 2}), m_chart->palette().color(QPalette::Highlight));
        QTest::mouseMove(plot()->viewport(), plot()->toPixels({3, 2}).toPoint());
        QTRY_VERIFY(!thumbnailPlace().isNull());
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
