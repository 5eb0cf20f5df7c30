// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/PlaneHull.h"
#include "tests/support/TestMain.h"

#include <cmath>

using hourglass::PlaneHull;

class PlaneHullTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyCornersCount() {
        const PlaneHull square({{0, 0}, {2, 0}, {1, 1}, {2, 2}, {1, 0}, {0, 2}, {0, 0}, {2, 1}});
        QCOMPARE(square.corners().size(), std::size_t(4));
        QCOMPARE(square.area(), 4.0);
        QVERIFY(square.contains({1, 1.9}) && square.contains({0, 0}) && square.contains({1, 0}));
        QVERIFY(!square.contains({2.1, 1}) && !square.contains({-0.1, -0.1}) && !square.contains({1, 2.1}));
    }

    void aCircleIsAlmostItsHull() {
        std::vector<PlaneHull::Point> points;
        for (int i = 0; i < 720; ++i)
            points.push_back({std::cos(i * 0.5 / 180 * std::acos(-1)), std::sin(i * 0.5 / 180 * std::acos(-1))});
        QVERIFY(std::abs(PlaneHull(points).area() - std::acos(-1)) < 1e-3);
    }

    void whatLiesOnALineHasNoInside() {
        for (const std::vector<PlaneHull::Point>& points :
             {std::vector<PlaneHull::Point>{}, {{1, 1}, {1, 1}}, {{0, 0}, {1, 1}, {2, 2}, {3, 3}}}) {
            const PlaneHull hull(points);
            QVERIFY(hull.corners().size() < 3);
            QCOMPARE(hull.area(), 0.0);
            QVERIFY(!hull.contains({1, 1}));
        }
    }
};

HOURGLASS_TEST(PlaneHullTest)
#include "PlaneHullTest.moc"
