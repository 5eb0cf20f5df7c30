// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bottleneck/GaussianBottleneck.h"
#include "engine/bottleneck/StructuredGaussian.h"
#include "engine/bottleneck/TopK.h"
#include "engine/bottleneck/VectorQuantiser.h"
#include "engine/core/Random.h"
#include "tests/support/TestMain.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include <cmath>
#include <limits>

using namespace hourglass;

namespace {

at::Tensor normal(at::IntArrayRef sizes, std::int64_t seed = 1) {
    at::Generator generator = seededGenerator(seed, "test");
    return at::empty(sizes).normal_(0, 1, generator);
}

/// All of them; without noise, gates of a positive logit are open and those of a negative one closed.
void setGates(StructuredGaussian& graph, double logit) {
    const at::NoGradGuard noGradient;
    graph.named_parameters()["gates"].fill_(logit);
}

} // namespace

class BottleneckTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void topKKeepsExactlyTheLargest() {
        TopK bottleneck(3, 6);
        const at::Tensor raw = normal({50, 20});
        const at::Tensor kept = bottleneck.forward(raw, nullptr).value;
        for (std::int64_t i = 0; i < raw.size(0); ++i) {
            const at::Tensor row = raw[i];
            const double third = std::get<0>(row.sort(0, true))[2].item<double>();
            for (std::int64_t j = 0; j < row.size(0); ++j) {
                const double value = row[j].item<double>();
                QCOMPARE(kept[i][j].item<double>(), value >= third ? value : 0.0);
            }
        }
        bottleneck.eval();
        QVERIFY((bottleneck.forward(raw, nullptr).value != 0).sum(1).eq(6).all().item<bool>());
    }

    void topKFallsToKInAStraightLine_data() {
        QTest::addColumn<double>("epoch");
        QTest::addColumn<int>("kept");
        QTest::newRow("at the beginning") << 0.0 << 16;
        QTest::newRow("after a quarter") << 1.0 << 13;
        QTest::newRow("half way") << 2.0 << 10;
        QTest::newRow("inside an epoch") << 2.9 << 7; // 16 − 12 · 2.9 / 4 = 7.3
        QTest::newRow("just before the end") << 3.99 << 4;
        QTest::newRow("at the end") << 4.0 << 4;
        QTest::newRow("long after") << 100.0 << 4;
        QTest::newRow("where training does not matter") << std::numeric_limits<double>::infinity() << 4;
    }
    void topKFallsToKInAStraightLine() {
        QFETCH(double, epoch);
        QFETCH(int, kept);
        TopK bottleneck(4, 6, {.start = 16, .epochs = 4});
        const at::Tensor raw = normal({50, 20});
        const auto passed = [&](const Code& code) { return (code.value != 0).sum(1); };
        QVERIFY(passed(bottleneck.forwardAt(epoch, raw, nullptr)).eq(kept).all().item<bool>());
        QVERIFY(passed(bottleneck.forward(raw, nullptr)).eq(4).all().item<bool>());
        // From fewer than k there is no way down.
        TopK below(4, 6, {.start = 2, .epochs = 4});
        QVERIFY(passed(below.forwardAt(epoch, raw, nullptr)).eq(4).all().item<bool>());
        bottleneck.eval();
        QVERIFY(passed(bottleneck.forwardAt(epoch, raw, nullptr)).eq(6).all().item<bool>());
    }

    void topKPassesTheGradientOfWhatItKept() {
        TopK bottleneck(2, 2);
        const at::Tensor raw = at::tensor({1.0, 5.0, -2.0, 3.0}).reshape({1, 4}).requires_grad_();
        const at::Tensor gradient = torch::autograd::grad({bottleneck.forward(raw, nullptr).value.sum()}, {raw})[0];
        QVERIFY(gradient.equal(at::tensor({0.0, 1.0, 0.0, 1.0}).reshape({1, 4})));
    }

    void gaussianHasItsMeanAndDeviation() {
        GaussianBottleneck bottleneck;
        const at::Tensor raw = at::cat({at::full({200'000, 1}, 0.7), at::full({200'000, 1}, std::log(0.25))}, 1);
        at::Generator generator = seededGenerator(1, "test");
        const Code code = bottleneck.forward(raw, &generator);
        QVERIFY(std::abs(code.value.mean().item<double>() - 0.7) < 0.005);
        QVERIFY(std::abs(code.value.std().item<double>() - 0.5) < 0.005);
        QVERIFY(bottleneck.forward(raw, nullptr).value.equal(at::full({200'000, 1}, 0.7)));
    }

    // d/dμ E[f(z)] and d/dσ E[f(z)] by the reparameterised gradient against the score-function estimate
    // E[f(z) d log q(z)/dθ], for f(z) = z³ + z, whose gradients are 3μ² + 3σ² + 1 and 6μσ.
    void reparameterisedGradientAgreesWithTheScoreFunction() {
        constexpr double mu = 0.6, sigma = 0.8;
        constexpr std::int64_t count = 1'000'000;
        const at::Tensor mean = at::full({1}, mu, at::kDouble).requires_grad_();
        const at::Tensor logVariance = at::full({1}, 2 * std::log(sigma), at::kDouble).requires_grad_();
        at::Generator generator = seededGenerator(5, "test");
        const at::Tensor z = drawn({mean.expand({count}), logVariance.expand({count})}, &generator);
        const auto f = [](const at::Tensor& x) { return x.pow(3) + x; };
        const auto gradients = torch::autograd::grad({f(z).mean()}, {mean, logVariance});
        const double byMean = gradients[0].item<double>();
        const double bySigma = gradients[1].item<double>() * 2 / sigma; // d log σ² / dσ = 2 / σ

        const at::Tensor values = z.detach();
        const at::Tensor deviation = values - mu;
        const at::Tensor scoreMean = f(values) * deviation / (sigma * sigma);
        const at::Tensor scoreSigma = f(values) * (deviation.square() / std::pow(sigma, 3) - 1 / sigma);
        const auto near = [&](const at::Tensor& score, double gradient) {
            const double error = score.std().item<double>() / std::sqrt(double(count));
            return std::abs(score.mean().item<double>() - gradient) < 5 * error;
        };
        QVERIFY(near(scoreMean, byMean));
        QVERIFY(near(scoreSigma, bySigma));
        QVERIFY(std::abs(byMean - (3 * mu * mu + 3 * sigma * sigma + 1)) < 0.02);
        QVERIFY(std::abs(bySigma - 6 * mu * sigma) < 0.02);
    }

    void quantiserTakesTheNearestEntry_data() {
        QTest::addColumn<QVector<qlonglong>>("sizes");
        QTest::newRow("flat code") << QVector<qlonglong>{5, 12};
        QTest::newRow("feature maps") << QVector<qlonglong>{5, 3, 2, 4};
    }
    void quantiserTakesTheNearestEntry() {
        QFETCH(QVector<qlonglong>, sizes);
        at::Generator generator = seededGenerator(1, "test");
        VectorQuantiser bottleneck(8, 3, generator);
        const at::Tensor raw = normal(std::vector<std::int64_t>(sizes.begin(), sizes.end()), 2);
        const Code code = bottleneck.forward(raw, nullptr);
        QVERIFY(code.value.sizes() == raw.sizes());
        const at::Tensor book = bottleneck.named_parameters()["codebook"];
        for (std::int64_t sample = 0; sample < code.raw.size(0); ++sample)
            for (std::int64_t part = 0; part < code.raw.size(1); ++part) {
                const at::Tensor distances = (book - code.raw[sample][part]).square().sum(1);
                QCOMPARE(code.entries[sample][part].item<std::int64_t>(), distances.argmin().item<std::int64_t>());
            }
        // Each vector that the decoder sees is an entry of the book, at the place where it was cut.
        const at::Tensor vectors =
            raw.dim() == 4 ? code.value.permute({0, 2, 3, 1}).reshape({-1, 3}) : code.value.reshape({-1, 3});
        QVERIFY(vectors.allclose(book.index_select(0, code.entries.flatten()), 1e-5, 1e-6));
    }

    void quantiserPassesTheGradientStraightThrough() {
        at::Generator generator = seededGenerator(1, "test");
        VectorQuantiser bottleneck(8, 3, generator);
        const at::Tensor raw = normal({4, 6}, 2).requires_grad_();
        const at::Tensor weights = normal({4, 6}, 3);
        const Code code = bottleneck.forward(raw, nullptr);
        const auto gradients = torch::autograd::grad(
            {(code.value * weights).sum()}, {raw, bottleneck.named_parameters()["codebook"]}, {}, c10::nullopt, false, true);
        QVERIFY(gradients[0].allclose(weights));
        QVERIFY(!gradients[1].defined() || gradients[1].abs().max().item<double>() == 0);
    }

    void withEveryGateClosedTheGraphIsThePlainGaussian() {
        at::Generator generator = seededGenerator(1, "test");
        StructuredGaussian graph(3, 2, 16, generator);
        setGates(graph, -50);
        GaussianBottleneck plain;
        const at::Tensor raw = normal({50, 12}, 2);
        const Code code = graph.forward(raw, nullptr);
        const Code expected = plain.forward(raw, nullptr);
        QVERIFY(code.value.allclose(expected.value, 1e-5, 1e-6));
        QVERIFY(code.posterior.logVariance.allclose(expected.posterior.logVariance, 1e-5, 1e-5));
        QVERIFY(code.prior.mean.abs().max().item<double>() < 1e-7);
        QVERIFY(code.prior.logVariance.abs().max().item<double>() < 1e-7);
    }

    // With every gate open, each node's prior changes with every node before it and with none after it.
    void withEveryGateOpenEachNodeDependsOnAllBefore() {
        at::Generator generator = seededGenerator(1, "test");
        StructuredGaussian graph(4, 1, 16, generator);
        setGates(graph, 50);
        const at::Tensor raw = normal({1, 8}, 2).requires_grad_();
        const Code code = graph.forward(raw, nullptr);
        for (std::int64_t node = 0; node < 4; ++node) {
            if (node == 0) {
                QVERIFY(!code.prior.mean[0][node].item<double>());
                continue;
            }
            const at::Tensor gradient =
                torch::autograd::grad({code.prior.mean[0][node]}, {raw}, {}, /*retain_graph=*/true)[0][0];
            for (std::int64_t other = 0; other < 4; ++other)
                QCOMPARE(gradient[other].abs().item<double>() > 1e-9, other < node);
        }
    }

    // Both densities multiplied: numerically, on a grid.
    void theGraphWeighsEvidenceByItsPrecision() {
        at::Generator generator = seededGenerator(1, "test");
        StructuredGaussian graph(2, 1, 16, generator);
        setGates(graph, 50);
        const at::Tensor raw = normal({1, 4}, 7);
        const Code code = graph.forward(raw, nullptr);
        const double below = raw[0][1].item<double>(), belowVariance = std::exp(raw[0][3].item<double>());
        const double above = code.prior.mean[0][1].item<double>();
        const double aboveVariance = std::exp(code.prior.logVariance[0][1].item<double>());
        double total = 0, mean = 0, square = 0;
        for (double z = -20; z < 20; z += 1e-3) {
            const double density =
                std::exp(-0.5 * ((z - below) * (z - below) / belowVariance + (z - above) * (z - above) / aboveVariance));
            total += density;
            mean += density * z;
            square += density * z * z;
        }
        mean /= total;
        QVERIFY(std::abs(code.posterior.mean[0][1].item<double>() - mean) < 1e-4);
        QVERIFY(std::abs(std::exp(code.posterior.logVariance[0][1].item<double>()) - (square / total - mean * mean)) < 1e-4);
    }
};

HOURGLASS_TEST(BottleneckTest)
#include "BottleneckTest.moc"
