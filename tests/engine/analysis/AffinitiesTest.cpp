// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/Affinities.h"
#include "engine/core/Random.h"
#include "tests/support/TestMain.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

using namespace hourglass;

namespace {

at::Tensor randomCodes(std::int64_t count, std::int64_t dimensions) {
    at::Generator generator = seededGenerator(1, "test");
    return at::randn({count, dimensions}, generator);
}

} // namespace

class AffinitiesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void neighboursAreTheNearest_data() {
        QTest::addColumn<int>("dimensions");
        QTest::newRow("small codes") << 7;
        QTest::newRow("large codes") << 20'000; // a few dozen rows in a block
    }
    void neighboursAreTheNearest() {
        QFETCH(int, dimensions);
        const at::Tensor codes = randomCodes(300, dimensions) + 100; // more than one block of rows; far from the origin
        const Neighbourhoods found = nearestNeighbours(codes, 9);
        QCOMPARE(found.count(), std::size_t(300));
        const at::Tensor wide = codes.to(at::kDouble);
        for (std::int64_t i = 0; i < 300; i += 13) {
            const auto [nearest, places] = at::topk((wide - wide[i]).square().sum(1), 10, 0, false, true);
            for (std::int64_t rank = 0; rank < 9; ++rank) {
                QCOMPARE(std::int64_t(found.sample[std::size_t(9 * i + rank)]), places[rank + 1].item<std::int64_t>());
                const double square = nearest[rank + 1].item<double>();
                QVERIFY(std::abs(found.square[std::size_t(9 * i + rank)] - square) < 1e-3 * std::max(1.0, square / 100));
            }
        }
    }

    void everySampleHasThePerplexity() {
        const Neighbourhoods neighbours = nearestNeighbours(randomCodes(200, 5), 60);
        const std::vector<double> conditional = conditionalProbabilities(neighbours, 20);
        for (std::size_t i = 0; i < 200; ++i) {
            double sum = 0, bits = 0;
            for (std::size_t j = 60 * i; j < 60 * (i + 1); ++j) {
                sum += conditional[j];
                bits -= conditional[j] > 0 ? conditional[j] * std::log2(conditional[j]) : 0;
            }
            QVERIFY(std::abs(sum - 1) < 1e-12);
            QVERIFY(std::abs(std::exp2(bits) - 20) < 1e-3);
        }
    }

    void affinitiesAreSymmetricAndSumToOne() {
        const Neighbourhoods neighbours = nearestNeighbours(randomCodes(80, 4), 30);
        const Affinities affinities = jointProbabilities(neighbours, conditionalProbabilities(neighbours, 10));
        QCOMPARE(affinities.count(), std::size_t(80));
        double sum = 0;
        std::vector<double> dense(80 * 80);
        for (std::size_t i = 0; i < 80; ++i)
            for (std::size_t entry = affinities.rows[i]; entry < affinities.rows[i + 1]; ++entry) {
                QVERIFY(std::size_t(affinities.column[entry]) != i);
                dense[80 * i + std::size_t(affinities.column[entry])] += affinities.value[entry];
                sum += affinities.value[entry];
            }
        QVERIFY(std::abs(sum - 1) < 1e-9);
        for (std::size_t i = 0; i < 80; ++i)
            for (std::size_t j = 0; j < i; ++j)
                QVERIFY(std::abs(dense[80 * i + j] - dense[80 * j + i]) < 1e-15);
    }
};

HOURGLASS_TEST(AffinitiesTest)
#include "AffinitiesTest.moc"
