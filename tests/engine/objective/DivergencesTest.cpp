// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/objective/Divergences.h"
#include "engine/core/Random.h"
#include "tests/support/TestMain.h"

#include <ATen/ATen.h>

#include <cmath>
#include <numbers>

using namespace hourglass;

namespace {

Gaussian gaussian(double mean, double variance, at::IntArrayRef sizes = {1, 1}) {
    return {at::full(sizes, mean), at::full(sizes, std::log(variance))};
}

double logDensity(double x, double mean, double variance) {
    return -0.5 * (std::log(2 * std::numbers::pi * variance) + (x - mean) * (x - mean) / variance);
}

BatchView batchWith(const Code& code, double epoch = std::numeric_limits<double>::infinity()) {
    return {.input = {}, .target = {}, .labels = {}, .code = code, .output = {}, .epoch = epoch};
}

} // namespace

class DivergencesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // KL(q ‖ p) = E_q[log q − log p], estimated from a million draws.
    void klAgreesWithMonteCarlo_data() {
        QTest::addColumn<double>("mean");
        QTest::addColumn<double>("variance");
        QTest::addColumn<double>("priorMean");
        QTest::addColumn<double>("priorVariance");
        QTest::newRow("to the standard normal") << 0.7 << 0.3 << 0.0 << 1.0;
        QTest::newRow("to another normal") << -1.2 << 2.0 << 0.4 << 0.5;
        QTest::newRow("equal") << 0.3 << 0.8 << 0.3 << 0.8;
    }
    void klAgreesWithMonteCarlo() {
        QFETCH(double, mean);
        QFETCH(double, variance);
        QFETCH(double, priorMean);
        QFETCH(double, priorVariance);
        const double kl = gaussianKl(gaussian(mean, variance), gaussian(priorMean, priorVariance)).item<double>();
        at::Generator generator = seededGenerator(1, "test");
        const at::Tensor draws = at::empty({1'000'000}, at::kDouble).normal_(mean, std::sqrt(variance), generator);
        const double* draw = draws.data_ptr<double>();
        double sum = 0, squares = 0;
        for (std::int64_t i = 0; i < draws.numel(); ++i) {
            const double ratio = logDensity(draw[i], mean, variance) - logDensity(draw[i], priorMean, priorVariance);
            sum += ratio;
            squares += ratio * ratio;
        }
        const double count = double(draws.numel());
        const double error = std::sqrt(std::max(0.0, squares / count - sum / count * sum / count) / count);
        QVERIFY(std::abs(kl - sum / count) < 5 * error + 1e-6);
    }

    void noPriorMeansTheStandardNormal() {
        at::Generator generator = seededGenerator(2, "test");
        const Gaussian q{at::empty({7, 3}).normal_(0, 1, generator), at::empty({7, 3}).normal_(0, 1, generator)};
        const Gaussian standard{at::zeros({7, 3}), at::zeros({7, 3})};
        QVERIFY(gaussianKl(q, {}).allclose(gaussianKl(q, standard), 1e-5, 1e-6));
    }

    void theTermSumsOverDimensionsAndAveragesOverTheBatch() {
        // ½ μ² = 2 nats for each of three dimensions, in half of the samples.
        const at::Tensor mean = at::cat({at::full({2, 3}, 2.0), at::zeros({2, 3})});
        const Code code{.posterior = {mean, at::zeros({4, 3})}};
        QVERIFY(std::abs(makeKl({})->value(batchWith(code)).item<double>() - 3) < 1e-6);
    }

    void warmUpGrowsToTheWholeWeight() {
        const auto term = makeKl({.weight = 4, .warmupEpochs = 10});
        QCOMPARE(term->weightAt(0), 0.0);
        QCOMPARE(term->weightAt(2.5), 1.0);
        QCOMPARE(term->weightAt(10), 4.0);
        QCOMPARE(term->weightAt(std::numeric_limits<double>::infinity()), 4.0);
    }

    void freeNatsCostTheSameAsNone() {
        const Code code{.posterior = {at::tensor({0.1f, 2.0f}).reshape({1, 2}), at::zeros({1, 2})}};
        // 0.005 nats are below the limit of 0.5, 2 nats above it.
        QVERIFY(std::abs(makeKl({.freeBits = 0.5})->value(batchWith(code)).item<double>() - 2.5) < 1e-6);
    }

    // Zero on average for two sets from one distribution, far from it for two distributions.
    void discrepancyTellsDistributionsApart() {
        at::Generator generator = seededGenerator(3, "test");
        const auto normal = [&](double mean) { return at::empty({200, 2}).normal_(mean, 1, generator); };
        double same = 0;
        for (int i = 0; i < 50; ++i)
            same += maximumMeanDiscrepancy(normal(0), normal(0)).item<double>() / 50;
        const double apart = maximumMeanDiscrepancy(normal(0), normal(2)).item<double>();
        QVERIFY2(std::abs(same) < 0.02, qPrintable(QString::number(same)));
        QVERIFY2(apart > 0.5, qPrintable(QString::number(apart)));
    }

    // The same sum with plain loops.
    void discrepancyIsTheSumOfItsKernels() {
        at::Generator generator = seededGenerator(4, "test");
        const at::Tensor x = at::empty({4, 2}, at::kDouble).normal_(0, 1, generator);
        const at::Tensor y = at::empty({4, 2}, at::kDouble).normal_(1, 1, generator);
        const auto kernel = [](const at::Tensor& a, const at::Tensor& b) {
            double sum = 0;
            const double distance = (a - b).square().sum().item<double>();
            for (const double scale : {0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0})
                sum += scale * 4 / (scale * 4 + distance);
            return sum;
        };
        double expected = 0;
        for (int i = 0; i < 4; ++i)
            for (int j = 0; j < 4; ++j) {
                if (i != j)
                    expected += (kernel(x[i], x[j]) + kernel(y[i], y[j])) / 12;
                expected -= 2 * kernel(x[i], y[j]) / 16;
            }
        QVERIFY(std::abs(maximumMeanDiscrepancy(x, y).item<double>() - expected) < 1e-6);
    }
};

HOURGLASS_TEST(DivergencesTest)
#include "DivergencesTest.moc"
