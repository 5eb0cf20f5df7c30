// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestMain.h"
#include "ui/charts/LossPlot.h"

#include <QCategoryAxis>
#include <QMouseEvent>
#include <QWheelEvent>

#include <cmath>
#include <memory>
#include <utility>

using namespace hourglass::ui;

/// Coming closer to a part of the loss, by mouse and by keys.
class LossPlotZoomTest : public QObject {
    Q_OBJECT

    std::vector<QPointF> m_points;
    std::unique_ptr<LossPlot> m_plot;

    double lower() const { return static_cast<QCategoryAxis*>(m_plot->chart()->axes(Qt::Horizontal).first())->min(); }
    double upper() const { return static_cast<QCategoryAxis*>(m_plot->chart()->axes(Qt::Horizontal).first())->max(); }
    double highest() const { return static_cast<QCategoryAxis*>(m_plot->chart()->axes(Qt::Vertical).first())->max(); }

    QPoint at(double step) const {
        return {int(std::lround(m_plot->toPixels({step, 0}).x())), int(m_plot->plotArea().center().y())};
    }
    void turnWheel(const QPoint& place, int notches) {
        QWheelEvent wheel(place, m_plot->viewport()->mapToGlobal(QPointF(place)), {}, QPoint(0, 120 * notches), Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(m_plot->viewport(), &wheel);
    }
    void drawRange(double from, double to) {
        QTest::mousePress(m_plot->viewport(), Qt::LeftButton, {}, at(from));
        QTest::mouseMove(m_plot->viewport(), at((from + to) / 2));
        QTest::mouseRelease(m_plot->viewport(), Qt::LeftButton, {}, at(to));
    }

private Q_SLOTS:
    void init() {
        m_points.clear();
        for (int step = 1; step <= 1000; ++step)
            m_points.emplace_back(step, 1000.0 / step);
        m_plot = std::make_unique<LossPlot>();
        m_plot->resize(640, 400);
        m_plot->setStepsPerEpoch(100);
        m_plot->setContent({{{"training", Qt::red, &m_points}}, {}, "objective", "nothing yet"});
        m_plot->extendTo(1000);
        m_plot->show();
        QVERIFY(QTest::qWaitForWindowActive(m_plot.get()));
        m_plot->refreshNow();
        QCoreApplication::processEvents(); // Qt Charts lays its axes out in the event loop
        m_plot->refreshNow();
    }

    void theWheelComesCloserToWhatIsUnderIt() {
        const QPoint place = at(600);
        turnWheel(place, 3);
        QVERIFY(lower() > 200 && upper() < 900);
        QVERIFY(std::abs(at(600).x() - place.x()) <= 1);
        turnWheel(place, -9);
        QCOMPARE(lower(), 0.0);
        QCOMPARE(upper(), 1000.0);
    }

    void aDrawnRangeIsShownWithItsOwnHeights() {
        drawRange(500, 700);
        QVERIFY(std::abs(lower() - 500) < 5);
        QVERIFY(std::abs(upper() - 700) < 5);
        QVERIFY(highest() < 5); // of 2 and less, where the whole goes up to 1000
        QTest::mouseDClick(m_plot->viewport(), Qt::LeftButton, {}, at(600));
        QCOMPARE(lower(), 0.0);
        QVERIFY(highest() >= 1000);
    }

    void aClickIsNoRange() {
        QTest::mouseClick(m_plot->viewport(), Qt::LeftButton, {}, at(500));
        QCOMPARE(upper(), 1000.0);
    }

    void whatIsLookedAtStaysWhileTheLineGrows() {
        drawRange(500, 700);
        const double before = lower();
        for (int step = 1001; step <= 3000; ++step)
            m_points.emplace_back(step, 0.5);
        m_plot->extendTo(3000);
        m_plot->refreshNow();
        QCOMPARE(lower(), before);
        QTest::keyClick(m_plot.get(), Qt::Key_Home);
        QCOMPARE(upper(), 3000.0);
    }

    void keysDoTheSame() {
        m_plot->setFocus();
        QTest::keyClick(m_plot.get(), '+');
        QTest::keyClick(m_plot.get(), '+');
        const double left = lower(), span = upper() - lower();
        QVERIFY(left > 100 && span < 600);
        QTest::keyClick(m_plot.get(), Qt::Key_Right, Qt::ShiftModifier);
        QVERIFY(lower() > left);
        QCOMPARE(upper() - lower(), span);
        QTest::keyClick(m_plot.get(), Qt::Key_Left, Qt::ShiftModifier);
        QCOMPARE(lower(), left);
        QTest::keyClick(m_plot.get(), '-');
        QVERIFY(upper() - lower() > span);
        QTest::keyClick(m_plot.get(), Qt::Key_Home);
        QCOMPARE(upper(), 1000.0);
    }

    // The cursor begins in what is on show, and takes it along.
    void arrowsTakeTheWindowAlong() {
        drawRange(500, 520);
        m_plot->setFocus();
        const auto told = [this] { return m_plot->accessibleDescription().section(' ', 1, 1).remove(',').toDouble(); };
        QTest::keyClick(m_plot.get(), Qt::Key_Left);
        QVERIFY2(told() >= 500 && told() <= 521, qPrintable(m_plot->accessibleDescription()));
        for (int press = 0; press < 60; ++press)
            QTest::keyClick(m_plot.get(), Qt::Key_Left);
        QVERIFY(told() < 480);
        QVERIFY(told() >= lower() && told() <= upper());
    }

    // Let go over a menu, it is over.
    void aRangeThatWasLetGoElsewhereIsForgotten() {
        QTest::mousePress(m_plot->viewport(), Qt::LeftButton, {}, at(300));
        QTest::mouseMove(m_plot->viewport(), at(600));
        QMouseEvent move(QEvent::MouseMove, at(700), m_plot->viewport()->mapToGlobal(at(700)), Qt::NoButton, Qt::NoButton,
                         Qt::NoModifier);
        QCoreApplication::sendEvent(m_plot->viewport(), &move);
        QTest::mouseRelease(m_plot->viewport(), Qt::LeftButton, {}, at(700));
        QCOMPARE(lower(), 0.0);
        QCOMPARE(upper(), 1000.0);
    }

    void anEmptyPlotHasNothingToComeCloserTo() {
        const std::vector<QPointF> points = std::exchange(m_points, {});
        m_plot->refreshNow();
        turnWheel({300, 200}, 3);
        QTest::keyClick(m_plot.get(), '+');
        m_points = points;
        m_plot->refreshNow();
        QCOMPARE(lower(), 0.0);
        QCOMPARE(upper(), 1000.0);
    }
};

HOURGLASS_TEST(LossPlotZoomTest)
#include "LossPlotZoomTest.moc"
