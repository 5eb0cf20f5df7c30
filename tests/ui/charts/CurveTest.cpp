// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/Curve.h"
#include "tests/support/TestMain.h"

#include <cmath>
#include <limits>

using namespace hourglass::ui;

class CurveTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void smoothedIsTheWeightedMeanOfAllBefore() {
        Curve curve;
        curve.setSmoothing(4);
        const std::vector<double> values{8, 4, 6, 1, 9, 3};
        for (std::size_t i = 0; i < values.size(); ++i) {
            curve.append(double(i), values[i]);
            double sum = 0;
            double weights = 0;
            for (std::size_t j = 0; j <= i; ++j) {
                const double weight = std::pow(0.75, double(i - j));
                sum += weight * values[j];
                weights += weight;
            }
            QCOMPARE(curve.smoothed()[i], QPointF(double(i), sum / weights));
        }
    }

    void smoothingCanChangeLater() {
        Curve early;
        Curve late;
        early.setSmoothing(20);
        for (int i = 0; i < 100; ++i) {
            early.append(i, i % 7);
            late.append(i, i % 7);
        }
        QCOMPARE(late.smoothed(), late.points());
        late.setSmoothing(20);
        QCOMPARE(late.smoothed(), early.smoothed());
        late.setSmoothing(1);
        QCOMPARE(late.smoothed(), late.points());
    }

    void whatIsNotANumberIsLeftOut() {
        Curve curve;
        curve.append(1, std::numeric_limits<double>::quiet_NaN());
        curve.append(2, std::numeric_limits<double>::infinity());
        QVERIFY(curve.empty());
        curve.append(3, 5);
        QCOMPARE(curve.points(), std::vector<QPointF>({{3, 5}}));
    }

    void nearestPoint() {
        const std::vector<QPointF> points{{1, 10}, {4, 20}, {9, 30}};
        QCOMPARE(nearestByX(points, -5), points[0]);
        QCOMPARE(nearestByX(points, 2.4), points[0]);
        QCOMPARE(nearestByX(points, 2.6), points[1]);
        QCOMPARE(nearestByX(points, 9), points[2]);
        QCOMPARE(nearestByX(points, 99), points[2]);
    }
};

HOURGLASS_TEST(CurveTest)
#include "CurveTest.moc"
