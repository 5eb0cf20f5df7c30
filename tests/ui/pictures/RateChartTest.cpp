// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pictures/RateChart.h"
#include "tests/support/TestMain.h"
#include "ui/style/Theme.h"

#include <QApplication>
#include <QSignalSpy>

#include <cmath>
#include <limits>
#include <memory>

using namespace hourglass;
using namespace hourglass::ui;

class RateChartTest : public QObject {
    Q_OBJECT

    std::unique_ptr<RateChart> m_chart;
    std::unique_ptr<QSignalSpy> m_chosen;

    static RatePoint point(double step, std::size_t bytes, double psnr) {
        return {step, bytes, psnr, 0.8, bytes - 10, 20, psnr - 2, 0.7};
    }
    QPoint placeOf(std::size_t bytes, double psnr) const {
        return m_chart->toPixels({std::log10(double(bytes)), psnr}).toPoint();
    }
    void click(const QPoint& place) { QTest::mouseClick(m_chart->viewport(), Qt::LeftButton, {}, place); }

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }
    void init() {
        m_chart = std::make_unique<RateChart>();
        m_chosen = std::make_unique<QSignalSpy>(m_chart.get(), &RateChart::chosen);
        m_chart->resize(500, 300);
        m_chart->clear("Nothing yet");
        m_chart->setPixels(10'000);
        for (const RatePoint& each : {point(1, 4000, 30), point(4, 1000, 24), point(2, 2000, 27)}) // in no order
            m_chart->add(each);
        m_chart->show();
        QVERIFY(QTest::qWaitForWindowActive(m_chart.get()));
        m_chart->refreshNow();
    }
    void cleanup() { m_chart.reset(); }

    void aClickChoosesTheNearestPoint() {
        click(placeOf(2000, 27) + QPoint(4, -5));
        QCOMPARE(m_chosen->count(), 1);
        QCOMPARE(m_chosen->takeFirst()[0].toDouble(), 2.0);
        click(placeOf(4000, 30));
        QCOMPARE(m_chosen->takeFirst()[0].toDouble(), 1.0);
        click(placeOf(2000, 24.5)); // far below the line
        QVERIFY(m_chosen->isEmpty());
    }

    void theKeyboardDoesToo() {
        m_chart->setFocus();
        QTest::keyClick(m_chart.get(), Qt::Key_Right); // the smallest
        QTest::keyClick(m_chart.get(), Qt::Key_Right);
        QTest::keyClick(m_chart.get(), Qt::Key_Return);
        QCOMPARE(m_chosen->count(), 1);
        QCOMPARE(m_chosen->takeFirst()[0].toDouble(), 2.0);
    }

    void theChosenOneIsRinged() {
        const QImage before = m_chart->viewport()->grab().toImage();
        m_chart->setStep(2);
        const QImage after = m_chart->viewport()->grab().toImage();
        const auto differ = [&](const QPoint& middle) {
            for (int x = -8; x <= 8; ++x)
                for (int y = -8; y <= 8; ++y)
                    if (before.pixel(middle + QPoint(x, y)) != after.pixel(middle + QPoint(x, y)))
                        return true;
            return false;
        };
        QVERIFY(differ(placeOf(2000, 27)));
        QVERIFY(differ(placeOf(4000, 30))); // which was, since 1 is the usual step
        QVERIFY(!differ(placeOf(1000, 24)));
    }

    void theSameStepTakesThePlaceOfItself() {
        m_chart->add(point(2, 2100, 28));
        const QByteArray csv = m_chart->csv()();
        QCOMPARE(csv.count('\n'), 4); // and the names
        QVERIFY2(csv.contains("2,2100,28,0.8,20,2090,26,0.7"), csv);
        QVERIFY(!csv.contains("2000"));
        QVERIFY(csv.indexOf("4,1000") < csv.indexOf("2,2100") && csv.indexOf("2,2100") < csv.indexOf("1,4000"));
    }

    void picturesThatComeBackExactlyHaveAPlace() {
        RatePoint exact = point(0.5, 6000, 31);
        exact.jpegPsnr = std::numeric_limits<double>::infinity();
        m_chart->add(exact);
        m_chart->refreshNow();
        const QPointF place = m_chart->toPixels({std::log10(6000.0), 31});
        QVERIFY(m_chart->plotArea().contains(place));
        click(place.toPoint());
        QCOMPARE(m_chosen->takeFirst()[0].toDouble(), 0.5);
    }

    void emptyItSaysWhatToDo() {
        QVERIFY(!m_chart->isEmpty());
        m_chart->clear("Press Compare");
        QVERIFY(m_chart->isEmpty());
        click(m_chart->viewport()->rect().center());
        QTest::keyClick(m_chart.get(), Qt::Key_Right);
        QTest::keyClick(m_chart.get(), Qt::Key_Return);
        QVERIFY(m_chosen->isEmpty());
    }
};

HOURGLASS_TEST(RateChartTest)
#include "RateChartTest.moc"
