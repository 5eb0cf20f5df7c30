// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/Decimation.h"
#include "tests/support/TestMain.h"

#include <algorithm>
#include <map>
#include <random>

using hourglass::ui::decimate;

namespace {

std::vector<QPointF> noise(int count, unsigned seed) {
    std::mt19937 generator(seed);
    std::normal_distribution<double> value(3, 5);
    std::uniform_real_distribution<double> stride(0.1, 2);
    std::vector<QPointF> points;
    double x = -7;
    for (int i = 0; i < count; ++i)
        points.emplace_back(x += stride(generator), value(generator));
    return points;
}

} // namespace

class DecimationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsTheExtremesOfEachColumn_data() {
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("columns");
        QTest::newRow("many") << 20000 << 311;
        QTest::newRow("a little too many") << 203 << 100;
        QTest::newRow("one column") << 500 << 1;
    }

    void keepsTheExtremesOfEachColumn() {
        QFETCH(int, count);
        QFETCH(int, columns);
        const std::vector<QPointF> points = noise(count, 5);
        const double first = points.front().x();
        const double width = points.back().x() - first;
        const auto columnOf = [&](const QPointF& point) {
            return std::min(columns - 1, int((point.x() - first) / width * columns));
        };
        std::map<int, std::vector<double>> all;
        for (const QPointF& point : points)
            all[columnOf(point)].push_back(point.y());

        const QList<QPointF> kept = decimate(points, columns);
        QVERIFY(kept.size() <= 2 * columns);
        QVERIFY(std::is_sorted(kept.begin(), kept.end(), [](auto& a, auto& b) { return a.x() < b.x(); }));
        std::map<int, std::vector<double>> left;
        for (const QPointF& point : kept) {
            QVERIFY(std::find(points.begin(), points.end(), point) != points.end());
            left[columnOf(point)].push_back(point.y());
        }
        QCOMPARE(left.size(), all.size());
        for (const auto& [column, values] : all) {
            const auto [low, high] = std::minmax_element(values.begin(), values.end());
            QCOMPARE(*std::min_element(left[column].begin(), left[column].end()), *low);
            QCOMPARE(*std::max_element(left[column].begin(), left[column].end()), *high);
        }
    }

    void fewPointsStayAsTheyAre() {
        const std::vector<QPointF> points = noise(200, 9);
        QCOMPARE(decimate(points, 100), QList<QPointF>(points.begin(), points.end()));
        QVERIFY(decimate({}, 100).isEmpty());
        QCOMPARE(decimate(std::vector<QPointF>{{1, 2}}, 100), QList<QPointF>({{1, 2}}));
    }

    void leavesOutWhatIsNotAbove() {
        const std::vector<QPointF> points = noise(5000, 2);
        const QList<QPointF> kept = decimate(points, 50, 0);
        double smallest = 1e9;
        for (const QPointF& point : points)
            smallest = point.y() > 0 ? std::min(smallest, point.y()) : smallest;
        const auto lowest = std::min_element(kept.begin(), kept.end(), [](auto& a, auto& b) { return a.y() < b.y(); });
        QCOMPARE(lowest->y(), smallest);
    }
};

HOURGLASS_TEST(DecimationTest)
#include "DecimationTest.moc"
