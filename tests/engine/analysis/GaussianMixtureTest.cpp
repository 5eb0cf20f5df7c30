// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/GaussianMixture.h"
#include "engine/api/Error.h"
#include "engine/core/Random.h"
#include "tests/support/TestMain.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace hourglass;

namespace {

/// Heaps 20 apart, of 600, 300 and 100 rows. The first number of each varies by 4, the second follows it by half, all others
/// vary by 1.
at::Tensor heaps(std::int64_t numbers) {
    at::Generator generator = seededGenerator(1, "heaps");
    at::Tensor rows = at::randn({1000, numbers}, generator, at::TensorOptions(at::kDouble));
    rows.select(1, 0).mul_(2);
    rows.select(1, 1).add_(0.5 * rows.select(1, 0));
    rows.narrow(0, 600, 300).select(1, 0).add_(20);
    rows.narrow(0, 900, 100).select(1, 1).add_(20);
    return rows;
}

/// The component whose mean is nearest to (x, y), in the first two numbers.
std::int64_t componentAt(const GaussianMixture& mixture, double x, double y) {
    const at::Tensor squares = (mixture.means.select(1, 0) - x).square() + (mixture.means.select(1, 1) - y).square();
    return squares.argmin().item<std::int64_t>();
}

at::Tensor covarianceOf(const at::Tensor& rows) {
    const at::Tensor centred = rows - rows.mean(0);
    return centred.t().matmul(centred) / double(rows.size(0));
}

bool neverFalls(const std::vector<double>& values) {
    return std::ranges::adjacent_find(values, [](double before, double after) { return after < before - 1e-9; }) ==
           values.end();
}

} // namespace

class GaussianMixtureTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void heapsAreFound_data() {
        QTest::addColumn<int>("numbers");
        QTest::newRow("full covariances") << 4;
        QTest::newRow("the most numbers with full covariances") << 32;
        QTest::newRow("diagonal covariances") << 40;
    }
    void heapsAreFound() {
        QFETCH(int, numbers);
        const at::Tensor rows = heaps(numbers);
        QCOMPARE(hasFullCovariances(numbers), numbers <= 32);
        const GaussianMixture mixture = fitGaussianMixture(rows, 3, 1);
        QCOMPARE(mixture.weights.size(0), std::int64_t(3));
        struct Heap {
            double x, y;
            std::int64_t first, count;
        };
        for (const Heap& heap : {Heap{0, 0, 0, 600}, Heap{20, 0, 600, 300}, Heap{0, 20, 900, 100}}) {
            const std::int64_t k = componentAt(mixture, heap.x, heap.y);
            const at::Tensor members = rows.narrow(0, heap.first, heap.count);
            QVERIFY(std::abs(mixture.weights[k].item<double>() - double(heap.count) / 1000) < 1e-3);
            QVERIFY((mixture.means[k] - members.mean(0)).abs().max().item<double>() < 0.02);
            const at::Tensor covariance = covarianceOf(members);
            const at::Tensor found = mixture.axes.defined()
                                         ? (mixture.axes[k] * mixture.variances[k]).matmul(mixture.axes[k].t())
                                         : mixture.variances[k];
            QVERIFY((found - (mixture.axes.defined() ? covariance : covariance.diagonal())).abs().max().item<double>() <
                    0.1);
        }
        QVERIFY(neverFalls(mixture.logLikelihoods));
    }

    // The likelihood of one normal distribution at its own mean and covariance: −½ (d log 2π + log |Σ| + d).
    void theLikelihoodOfOneComponentIsThatOfItsCovariance() {
        const at::Tensor rows = heaps(4);
        const GaussianMixture mixture = fitGaussianMixture(rows, 1, 1);
        const double determinant = at::linalg_det(covarianceOf(rows)).item<double>();
        const double expected = -0.5 * (4 * std::log(2 * std::acos(-1.0)) + std::log(determinant) + 4);
        QVERIFY(std::abs(mixture.logLikelihoods.back() - expected) < 1e-9);
    }

    void theLikelihoodNeverFalls_data() {
        QTest::addColumn<int>("numbers");
        QTest::addColumn<bool>("flat"); // one number never changes, another depends on a third: variances at the floor
        for (const int numbers : {3, 40})
            for (const bool flat : {false, true})
                QTest::addRow("%d numbers%s", numbers, flat ? ", flat" : "") << numbers << flat;
    }
    void theLikelihoodNeverFalls() {
        QFETCH(int, numbers);
        QFETCH(bool, flat);
        at::Generator generator = seededGenerator(1, "cubes");
        at::Tensor rows = at::randn({500, numbers}, generator, at::TensorOptions(at::kDouble)).pow(3);
        if (flat) {
            rows.select(1, 0).fill_(7);
            rows.select(1, 1).copy_(2 * rows.select(1, 2));
        }
        const GaussianMixture mixture = fitGaussianMixture(rows, 6, 1);
        QVERIFY(mixture.logLikelihoods.size() > 3);
        QVERIFY(neverFalls(mixture.logLikelihoods));
        QVERIFY(mixture.logLikelihoods.back() > mixture.logLikelihoods.front());
    }

    void rowsThatAreDrawnAreLikeThoseFitted() {
        for (const int numbers : {4, 40}) {
            const at::Tensor rows = heaps(numbers);
            at::Generator noise = seededGenerator(1, "test");
            const at::Tensor drawn = fitGaussianMixture(rows, 3, 1).drawn(50'000, noise);
            QVERIFY((drawn.mean(0) - rows.mean(0)).abs().max().item<double>() < 0.2);
            // What is between heaps is kept by diagonal components too.
            const at::Tensor difference = (covarianceOf(drawn) - covarianceOf(rows)).abs();
            QVERIFY(difference.max().item<double>() < (numbers <= 32 ? 2 : 3.5));
        }
    }

    void littleAndUniformDataAreFitted() {
        at::Generator noise = seededGenerator(1, "test");
        for (const std::int64_t numbers : {3, 40}) {
            const at::Tensor one = at::arange(numbers, at::kDouble).add(1000).unsqueeze(0);
            for (const std::int64_t count : {1, 5, 200}) { // the same again and again
                const GaussianMixture mixture = fitGaussianMixture(one.expand({count, -1}), 10, 1);
                QCOMPARE(mixture.weights.size(0), std::int64_t(1));
                QVERIFY((mixture.drawn(20, noise) - one).abs().max().item<double>() < 1e-4);
            }
            const at::Tensor two = at::cat({one, one + 1}); // fewer than components
            const GaussianMixture mixture = fitGaussianMixture(two, 10, 1);
            QCOMPARE(mixture.weights.size(0), std::int64_t(2));
            QVERIFY((mixture.weights - 0.5).abs().max().item<double>() < 1e-9);
            QVERIFY((mixture.drawn(20, noise) - one - 0.5).abs().sub(0.5).abs().max().item<double>() < 0.01);
            QVERIFY(mixture.drawn(20, noise).isfinite().all().item<bool>());
        }
    }

    void theSameSeedGivesTheSameMixture() {
        const at::Tensor rows = heaps(4);
        QVERIFY(fitGaussianMixture(rows, 5, 1).means.equal(fitGaussianMixture(rows, 5, 1).means));
    }

    void whatIsNoNumberIsRefused() {
        at::Tensor rows = heaps(4);
        rows[3][1] = std::numeric_limits<double>::quiet_NaN();
        QVERIFY_THROWS_EXCEPTION(Error, fitGaussianMixture(rows, 3, 1));
    }
};

HOURGLASS_TEST(GaussianMixtureTest)
#include "GaussianMixtureTest.moc"
