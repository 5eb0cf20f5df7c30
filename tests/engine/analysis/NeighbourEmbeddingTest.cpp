// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/NeighbourEmbedding.h"
#include "engine/api/Album.h"
#include "engine/api/Embedding.h"
#include "engine/api/Error.h"
#include "engine/api/Training.h"
#include "engine/core/Random.h"
#include "tests/engine/analysis/MapQuality.h"
#include "tests/support/TestMain.h"
#include "tests/support/TinyExperiment.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

using namespace hourglass;
using test::purity;
using test::trustworthiness;
using Point = QuadTree::Point;

namespace {

at::Tensor randomCodes(std::int64_t count, std::int64_t dimensions, std::int64_t seed = 1) {
    at::Generator generator = seededGenerator(seed, "test");
    return at::randn({count, dimensions}, generator);
}

std::vector<Point> randomPoints(std::size_t count, double spread) {
    const at::Tensor drawn = (spread * randomCodes(std::int64_t(count), 2, 2)).to(at::kDouble).contiguous();
    std::vector<Point> points;
    for (std::size_t i = 0; i < count; ++i)
        points.push_back({drawn.data_ptr<double>()[2 * i], drawn.data_ptr<double>()[2 * i + 1]});
    return points;
}

Affinities affinitiesOf(const at::Tensor& codes, double perplexity) {
    const Neighbourhoods neighbours =
        nearestNeighbours(codes, std::min<std::int64_t>(codes.size(0) - 1, std::int64_t(3 * perplexity)));
    return jointProbabilities(neighbours, conditionalProbabilities(neighbours, perplexity));
}

/// As the paper defines it, pair by pair.
/// @param exaggeration  of what draws points together
double divergence(const Affinities& affinities, const std::vector<Point>& points, double exaggeration) {
    const auto weight = [&](std::size_t i, std::size_t j) {
        return 1 / (1 + std::pow(points[i][0] - points[j][0], 2) + std::pow(points[i][1] - points[j][1], 2));
    };
    double all = 0, sum = 0;
    for (std::size_t i = 0; i < points.size(); ++i)
        for (std::size_t j = 0; j < points.size(); ++j)
            all += i == j ? 0 : weight(i, j);
    for (std::size_t i = 0; i < points.size(); ++i)
        for (std::size_t entry = affinities.rows[i]; entry < affinities.rows[i + 1]; ++entry) {
            const double p = affinities.value[entry];
            const double q = weight(i, std::size_t(affinities.column[entry]));
            sum += p > 0 ? p * (std::log(p * all) - exaggeration * std::log(q)) : 0;
        }
    return sum;
}

double norm(const std::vector<Point>& vectors) {
    double sum = 0;
    for (const Point& vector : vectors)
        sum += vector[0] * vector[0] + vector[1] * vector[1];
    return std::sqrt(sum);
}

/// Three groups of samples in ten dimensions, far from each other.
Codes threeGroups(std::int64_t each) {
    at::Tensor codes = randomCodes(3 * each, 10);
    Codes result{10, {}, {}};
    for (std::int64_t i = 0; i < 3 * each; ++i) {
        codes[i][i % 3] += 30;
        result.labels.push_back(int(i % 3));
    }
    const at::Tensor flat = codes.contiguous();
    result.values.assign(flat.data_ptr<float>(), flat.data_ptr<float>() + flat.numel());
    return result;
}

} // namespace

class NeighbourEmbeddingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theGradientIsTheSlopeOfTheDivergence_data() {
        QTest::addColumn<double>("exaggeration");
        QTest::newRow("plain") << 1.0;
        QTest::newRow("exaggerated") << 12.0;
    }
    void theGradientIsTheSlopeOfTheDivergence() {
        QFETCH(double, exaggeration);
        const Affinities affinities = affinitiesOf(randomCodes(24, 6), 5);
        std::vector<Point> points = randomPoints(24, 1);
        const std::vector<Point> gradient = embeddingGradient(affinities, points, exaggeration, 0);
        constexpr double step = 1e-5;
        for (std::size_t i = 0; i < points.size(); ++i)
            for (std::size_t axis : {0u, 1u}) {
                const double middle = points[i][axis];
                points[i][axis] = middle + step;
                const double above = divergence(affinities, points, exaggeration);
                points[i][axis] = middle - step;
                const double below = divergence(affinities, points, exaggeration);
                points[i][axis] = middle;
                QVERIFY(std::abs((above - below) / (2 * step) - gradient[i][axis]) < 1e-7);
            }
    }

    void farPointsTakenTogetherChangeLittle_data() {
        QTest::addColumn<double>("spread");
        QTest::newRow("at the start") << 1e-4;
        QTest::newRow("on the way") << 1.0;
        QTest::newRow("at the end") << 20.0;
    }
    void farPointsTakenTogetherChangeLittle() {
        QFETCH(double, spread);
        const Affinities affinities = affinitiesOf(randomCodes(1500, 10), 30);
        const std::vector<Point> points = randomPoints(1500, spread);
        const std::vector<Point> exact = embeddingGradient(affinities, points, 1, 0);
        std::vector<Point> difference = embeddingGradient(affinities, points, 1, 0.5);
        for (std::size_t i = 0; i < points.size(); ++i)
            difference[i] = {difference[i][0] - exact[i][0], difference[i][1] - exact[i][1]};
        QVERIFY2(norm(difference) < 0.03 * norm(exact), qPrintable(QString::number(norm(difference) / norm(exact))));
    }

    // However coarse it is asked to be.
    void aPointIsNeverTakenTogetherWithItself() {
        const std::vector<Point> points{{0, 0}, {1, 0}};
        const QuadTree::Repulsion repulsion = QuadTree(points).on(points[0], 5);
        QCOMPARE(repulsion.weight, 0.5);
        QCOMPARE(repulsion.force[0], -0.25);
    }

    void pointsOnOneSpotDoNotMoveEachOther() {
        const std::vector<Point> points{{1, 2}, {1, 2}, {1, 2}, {5, 2}};
        const QuadTree::Repulsion repulsion = QuadTree(points).on(points[0], 0);
        QCOMPARE(repulsion.weight, 2 + 1.0 / 17);
        QCOMPARE(repulsion.force[0], -4.0 / (17 * 17));
        QCOMPARE(repulsion.force[1], 0.0);
    }

    void groupsStayApart() {
        const Codes codes = threeGroups(100);
        const LatentMap map = embedNeighbours(codes, {}, {});
        QCOMPARE(map.labels, codes.labels);
        QCOMPARE(map.dimensions, 10);
        QCOMPARE(purity(map), 1.0);
        QVERIFY2(trustworthiness(codes, map, 10) > 0.93, qPrintable(QString::number(trustworthiness(codes, map, 10))));
        // Every member is nearer to the middle of its own group than to any other's.
        std::array<Point, 3> middles{};
        for (std::size_t i = 0; i < map.x.size(); ++i) {
            middles[i % 3][0] += map.x[i] / 100;
            middles[i % 3][1] += map.y[i] / 100;
        }
        for (std::size_t i = 0; i < map.x.size(); ++i) {
            const auto distance = [&](const Point& middle) {
                return std::hypot(map.x[i] - middle[0], map.y[i] - middle[1]);
            };
            QVERIFY(std::ranges::min_element(middles, {}, distance) - middles.begin() == std::ptrdiff_t(i % 3));
        }
    }

    void theSeedDecides() {
        const Codes codes = threeGroups(40);
        EmbeddingOptions options;
        options.iterations = 60;
        const LatentMap first = embedNeighbours(codes, options, {}), second = embedNeighbours(codes, options, {});
        QCOMPARE(first.x, second.x);
        QCOMPARE(first.y, second.y);
        options.seed = 2;
        QVERIFY(embedNeighbours(codes, options, {}).x != first.x);
    }

    void tellsHowItGoesAndGivesUp() {
        const Codes codes = threeGroups(20);
        std::vector<double> shares;
        LatentMap last;
        const LatentMap map = embedNeighbours(codes, {}, [&](double share, const LatentMap& forming) {
            shares.push_back(share);
            last = forming;
            return shares.size() < 7;
        });
        QCOMPARE(shares.size(), std::size_t(7));
        QVERIFY(std::ranges::is_sorted(shares));
        QVERIFY(std::abs(shares.back() - (0.05 + 0.95 * 5 / 1000)) < 1e-12); // neighbours, probabilities, and five steps
        QCOMPARE(map.x, last.x);
    }

    void givesUpWhileNeighboursAreFound() {
        const Codes codes = threeGroups(300);
        for (const int asked : {1, 3, 5, 7}) { // blocks of neighbours, then of probabilities
            double latest = 0;
            int calls = 0;
            const LatentMap map = embedNeighbours(codes, {}, [&](double share, const LatentMap&) {
                latest = share;
                return ++calls < asked;
            });
            QCOMPARE(calls, asked);
            QVERIFY(latest > 0 && latest < 0.05);
            QCOMPARE(map.x.size(), std::size_t(900));
        }
    }

    // Equal codes, a code of one number, hardly any samples: a map, and numbers on it.
    void oddCodesHaveAMap_data() {
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("dimensions");
        QTest::addColumn<bool>("equal");
        QTest::newRow("none") << 0 << 3 << false;
        QTest::newRow("one") << 1 << 3 << false;
        QTest::newRow("four") << 4 << 2 << false;
        QTest::newRow("five") << 5 << 2 << false;
        QTest::newRow("a line") << 50 << 1 << false;
        QTest::newRow("all the same") << 120 << 4 << true;
    }
    void oddCodesHaveAMap() {
        QFETCH(int, count);
        QFETCH(int, dimensions);
        QFETCH(bool, equal);
        Codes codes{dimensions, {}, std::vector<int>(std::size_t(count), -1)};
        for (int i = 0; i < count * dimensions; ++i)
            codes.values.push_back(equal ? 3.f : float(i * i % 17));
        EmbeddingOptions options;
        options.iterations = 300;
        const LatentMap map = embedNeighbours(codes, options, {});
        QCOMPARE(map.x.size(), std::size_t(count));
        QCOMPARE(map.y.size(), std::size_t(count));
        for (int i = 0; i < count; ++i)
            QVERIFY(std::isfinite(map.x[std::size_t(i)]) && std::isfinite(map.y[std::size_t(i)]));
    }

    void tooManyAreRefused() {
        const Codes codes{1, std::vector<float>(5001), std::vector<int>(5001, -1)};
        QVERIFY_THROWS_EXCEPTION(Error, embedNeighbours(codes, {}, {}));
    }

    void codesAreThoseOfTheAlbumsFirstSamples() {
        struct : TrainingObserver {
            std::shared_ptr<const Album> album;
            Snapshot snapshot;
            void onPrepared(const RunInfo& info) override { album = info.album; }
            void onSnapshot(const Snapshot& latest) override { snapshot = latest; }
        } observer;
        TrainingControl control;
        const TrainingResult result = train(test::tinyExperiment(), observer, control);
        const Codes codes = codesOf(result.model, 50);
        QCOMPARE(codes.count(), 50);
        QCOMPARE(std::int64_t(codes.values.size()), 50 * codes.dimensions);
        QCOMPARE(codes.dimensions, observer.snapshot.latent.dimensions);
        for (int i = 0; i < 50; ++i)
            QCOMPARE(codes.labels[std::size_t(i)], observer.album->label(i));
        QCOMPARE(codesOf(result.model, 1'000'000).count(), observer.album->count());
    }
};

HOURGLASS_TEST(NeighbourEmbeddingTest)
#include "NeighbourEmbeddingTest.moc"
