// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/Neighbourhoods.h"
#include "engine/core/Random.h"
#include "tests/support/TestMain.h"

#include <ATen/ATen.h>

#include <cmath>

using namespace hourglass;

namespace {

at::Tensor onALine(const std::vector<float>& places) {
    return at::tensor(places).reshape({-1, 1});
}

at::Tensor normal(std::int64_t count, std::int64_t numbers, const char* purpose) {
    at::Generator generator = seededGenerator(1, purpose);
    return at::randn({count, numbers}, generator);
}

} // namespace

class NeighbourhoodsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aMapThatShowsPointsAsTheyAreIsFaithful() {
        const at::Tensor points = normal(300, 2, "points");
        const at::Tensor turned = at::stack({-points.select(1, 1), points.select(1, 0)}, 1) * 7 + 3;
        const MapFaith faith = mapFaith(points, turned, 12);
        QCOMPARE(faith.trustworthiness, 1.0);
        QCOMPARE(faith.continuity, 1.0);
    }

    void aMapThatSaysNothingGetsAHalf() {
        const MapFaith faith = mapFaith(normal(600, 5, "points"), normal(600, 2, "others"), 12);
        QVERIFY(std::abs(faith.trustworthiness - 0.5) < 0.03);
        QVERIFY(std::abs(faith.continuity - 0.5) < 0.03);
    }

    // Points 0 1 2 3 4 of a line, of which the last is shown beside the first. On the map the nearest of 0 is 4, which is
    // the fourth in truth (cost 3), and that of 4 is 0 (cost 3); 1, 2 and 3 keep theirs. In truth the nearest of 4 is 3,
    // which is the fourth on the map (cost 3), and that of 0 is 1, the second there (cost 1).
    void oneStrangerCostsItsRank() {
        const at::Tensor points = onALine({0, 1, 2.1f, 3.3f, 4.6f}), map = onALine({0, 1, 2.1f, 3.3f, -0.1f});
        const MapFaith faith = mapFaith(points, map, 1);
        constexpr double most = 5 * 1 * (2 * 5 - 3 - 1) / 2.0;
        QVERIFY(std::abs(faith.trustworthiness - (1 - 6 / most)) < 1e-12);
        QVERIFY(std::abs(faith.continuity - (1 - 4 / most)) < 1e-12);
    }

    // More rows than are taken together: what falls into neighbourhoods must not depend on where they are cut.
    void aFoldIsTrustedLessThanItIsContinuous() {
        const at::Tensor line = at::linspace(-1, 1, 601).reshape({-1, 1});
        const MapFaith faith = mapFaith(line, line.abs() + 1e-4 * line, 6);
        QVERIFY(faith.trustworthiness < 0.8);
        QVERIFY(faith.continuity > 0.98);
    }

    // Classes {0, 1} and {10, 12}: a = 1, 1, 2, 2 and b = 11, 10, 9.5, 11.5.
    void silhouetteByHand() {
        const LabelledFeatures samples{onALine({0, 1, 10, 12}), at::tensor({0, 0, 1, 1}, at::kLong)};
        const double expected = (10.0 / 11 + 9.0 / 10 + 7.5 / 9.5 + 9.5 / 11.5) / 4;
        QVERIFY(std::abs(silhouette(samples) - expected) < 1e-6);
    }

    void aLonelySampleAndAnEmptyClassCountAsNothing() {
        // Class 1 has no samples, and class 2 a single one: 0. a = 1, b = 9 and 8 for the others.
        const LabelledFeatures samples{onALine({0, 1, 9}), at::tensor({0, 0, 2}, at::kLong)};
        QVERIFY(std::abs(silhouette(samples) - (8.0 / 9 + 7.0 / 8) / 3) < 1e-6);
        const LabelledFeatures alike{onALine({4, 4, 4, 4}), at::tensor({0, 0, 1, 1}, at::kLong)};
        QCOMPARE(silhouette(alike), 0.0);
    }

    void theCommonestNeighbourDecides() {
        const LabelledFeatures learned{onALine({0, 1, 2, 3, 10, 11}), at::tensor({0, 1, 1, 0, 0, 0}, at::kLong)};
        const LabelledFeatures held{onALine({-1, 1.4f, 12}), at::tensor({0, 0, 0}, at::kLong)};
        QVERIFY(std::abs(neighbourAccuracy(learned, held, 1) - 2.0 / 3) < 1e-12); // 0; 1, which is of class 1; 11
        QVERIFY(std::abs(neighbourAccuracy(learned, held, 3) - 1.0 / 3) < 1e-12); // 0 1 2; 1 2 0; 11 10 3
        QCOMPARE(neighbourAccuracy(learned, held, 6), 1.0);                       // all of them: four of class 0
    }
};

HOURGLASS_TEST(NeighbourhoodsTest)
#include "NeighbourhoodsTest.moc"
