// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pretraining/GreedyStage.h"
#include "engine/core/Random.h"
#include "tests/support/TestMain.h"

#include <ATen/ATen.h>

#include <cmath>

using namespace hourglass;

namespace {

const OutputRule kCrossEntropy{.loss = "bce", .reason = {}};

/// Five inputs, three sigmoids, with what a stage needs of them: in double precision where its gradient is looked at, in
/// fp32 where it makes a step.
struct Pair {
    at::Tensor up, upBias, down, downBias;

    explicit Pair(at::ScalarType type = at::kDouble) {
        at::Generator generator = seededGenerator(1, "weights");
        const auto random = [&](at::IntArrayRef sizes) {
            return at::empty(sizes, type).normal_(0, 0.5, generator).requires_grad_(true);
        };
        up = random({3, 5}), upBias = random({3}), down = random({5, 3}), downBias = random({5});
    }
    at::Tensor hidden(const at::Tensor& input) const { return at::linear(input, up, upBias).sigmoid(); }
    at::Tensor logits(const at::Tensor& code) const { return at::linear(code, down, downBias); }
    at::Tensor rebuilt(const at::Tensor& code) const { return logits(code).sigmoid(); }

    std::unique_ptr<Stage> stage(const GreedyOptions& options) const {
        return makeGreedyStage({"Layer 1 of 1",
                                [](const at::Tensor& x) { return x; },
                                [this](const at::Tensor& x) { return hidden(x); },
                                [this](const at::Tensor& x) { return logits(x); },
                                {up, upBias, down, downBias},
                                kCrossEntropy,
                                up,
                                {{5}}},
                               options);
    }
};

at::Tensor samples(at::ScalarType type = at::kDouble) {
    at::Generator generator = seededGenerator(2, "samples");
    return at::empty({8, 5}, type).uniform_(0.05, 0.95, generator);
}

Batch batchOf(const at::Tensor& samples, at::Generator& noise) {
    return {.input = samples, .target = samples, .labels = {}, .epoch = 0, .noise = &noise};
}

} // namespace

class GreedyStageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // The objective by loops over plain numbers, and its gradient by finite differences of that.
    void objectiveAndGradient() {
        const Pair pair;
        const at::Tensor x = samples();
        constexpr double weight = 0.7;
        const auto byLoops = [&] {
            const at::Tensor code = pair.hidden(x).detach(), out = pair.rebuilt(pair.hidden(x)).detach();
            double crossEntropy = 0, activity = 0;
            for (int n = 0; n < 8; ++n) {
                for (int i = 0; i < 5; ++i) {
                    const double wanted = x[n][i].item<double>(), found = out[n][i].item<double>();
                    crossEntropy -= (wanted * std::log(found) + (1 - wanted) * std::log(1 - found)) / 8;
                }
                for (int j = 0; j < 3; ++j)
                    activity += code[n][j].item<double>() / 8;
            }
            return std::pair(crossEntropy, activity);
        };
        const auto stage = pair.stage({.epochs = 1, .masking = 0, .sparsity = weight});
        at::Generator noise = seededGenerator(1, "noise");
        const auto terms = stage->measure(batchOf(x, noise));
        const auto [crossEntropy, activity] = byLoops();
        QCOMPARE(terms.size(), 2u);
        QVERIFY(std::abs(terms[0].value - crossEntropy) < 1e-9);
        QVERIFY(std::abs(terms[1].value - activity) < 1e-9);
        QCOMPARE(terms[1].weight, weight);
        for (const at::Tensor& tensor : {pair.up, pair.upBias, pair.down, pair.downBias}) {
            const at::Tensor flat = tensor.detach().view({-1});
            for (std::int64_t i = 0; i < flat.numel(); ++i) {
                constexpr double h = 1e-6;
                const double before = flat[i].item<double>();
                const auto total = [&](double value) {
                    flat[i].fill_(value);
                    const auto [reconstruction, sum] = byLoops();
                    return reconstruction + weight * sum;
                };
                const double expected = (total(before + h) - total(before - h)) / (2 * h);
                flat[i].fill_(before);
                QVERIFY(std::abs(tensor.grad().view({-1})[i].item<double>() - expected) < 1e-6);
            }
        }
    }

    void withoutAPenaltyThereIsOneTerm() {
        const Pair pair;
        const auto stage = pair.stage({.epochs = 1});
        at::Generator noise = seededGenerator(1, "noise");
        QCOMPARE(stage->measure(batchOf(samples(), noise)).size(), 1u);
    }

    // The layer sees its input with the share masked, and must rebuild it without.
    void maskingHidesTheInputAndNotTheTarget() {
        const Pair pair;
        at::Generator data = seededGenerator(3, "samples");
        const at::Tensor clean = at::empty({4000, 5}, at::kDouble).uniform_(0.05, 0.95, data);
        at::Tensor seen, logits;
        const auto stage = makeGreedyStage({"Layer 1 of 1",
                                            [](const at::Tensor& x) { return x; },
                                            [&](const at::Tensor& x) { return pair.hidden(seen = x); },
                                            [&](const at::Tensor& x) { return logits = pair.logits(x); },
                                            {pair.up, pair.upBias, pair.down, pair.downBias},
                                            kCrossEntropy,
                                            pair.up,
                                            {{5}}},
                                           {.epochs = 1, .masking = 0.3});
        at::Generator noise = seededGenerator(1, "noise");
        const auto terms = stage->measure(batchOf(clean, noise));
        const at::Tensor hidden = seen == 0;
        QVERIFY(std::abs(hidden.to(at::kDouble).mean().item<double>() - 0.3) < 0.02);
        QVERIFY(seen.equal(at::where(hidden, at::zeros_like(clean), clean)));
        const at::Tensor found = logits.detach().sigmoid();
        const double expected = -(clean * found.log() + (1 - clean) * (1 - found).log()).sum(1).mean().item<double>();
        QVERIFY(std::abs(terms[0].value - expected) < 1e-9);
    }

    // For the divergence check to find, not to end the run with.
    void numbersThatAreNoneAreReported() {
        const Pair pair;
        const auto stage = pair.stage({.epochs = 1});
        at::Generator noise = seededGenerator(1, "noise");
        pair.up.detach().fill_(std::nan(""));
        QVERIFY(std::isnan(stage->measure(batchOf(samples(), noise))[0].value));
    }

    void aPenaltySilencesUnits() {
        const auto activityAfter = [](double weight) {
            const Pair pair(at::kFloat);
            const auto stage = pair.stage({.epochs = 1, .learningRate = 0.05, .masking = 0.25, .sparsity = weight});
            at::Generator noise = seededGenerator(1, "noise");
            for (int step = 0; step < 200; ++step) {
                stage->measure(batchOf(samples(at::kFloat), noise));
                stage->update();
            }
            return pair.hidden(samples(at::kFloat)).mean().item<double>();
        };
        QVERIFY(activityAfter(2) < 0.3 * activityAfter(0));
    }

    void measuringChangesNothing() {
        const Pair pair(at::kFloat);
        const at::Tensor before = pair.up.detach().clone();
        const auto stage = pair.stage({.epochs = 1});
        at::Generator noise = seededGenerator(1, "noise");
        stage->measure(batchOf(samples(at::kFloat), noise));
        stage->validate(batchOf(samples(at::kFloat), noise));
        QVERIFY(before.equal(pair.up));
        stage->update();
        QVERIFY(!before.equal(pair.up));
    }
};

HOURGLASS_TEST(GreedyStageTest)
#include "GreedyStageTest.moc"
