// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pretraining/ClassifierStage.h"
#include "engine/core/Random.h"
#include "tests/support/TestMain.h"

#include <ATen/ATen.h>

#include <cmath>

using namespace hourglass;

namespace {

constexpr int kSamples = 7, kInputs = 5, kClasses = 3;

at::Tensor random(at::IntArrayRef sizes, const char* purpose) {
    at::Generator generator = seededGenerator(1, purpose);
    return at::empty(sizes).normal_(0, 1, generator);
}

} // namespace

class ClassifierStageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Scores W x + b. Loss −log softmax of the right class, gradient (softmax − one-hot) xᵀ, by loops over plain numbers;
    // the first step of Adam is the rate against each sign.
    void lossGradientAndStep() {
        const at::Tensor weight = random({kClasses, kInputs}, "weight").requires_grad_();
        const at::Tensor bias = random({kClasses}, "bias").requires_grad_();
        const at::Tensor x = random({kSamples, kInputs}, "samples");
        const at::Tensor labels = at::arange(kSamples).remainder(kClasses);
        const at::Tensor kept = weight.detach().clone();
        const auto stage = makeClassifierStage([&](const at::Tensor& samples) { return at::linear(samples, weight, bias); },
                                               {weight, bias}, {.epochs = 4, .learningRate = 1e-3});
        QCOMPARE(stage->info().epochs, 4);
        QCOMPARE(stage->learningRate(), 1e-3);

        double loss = 0, gradient[kClasses][kInputs] = {}, biasGradient[kClasses] = {};
        for (int n = 0; n < kSamples; ++n) {
            double odds[kClasses], sum = 0;
            for (int k = 0; k < kClasses; ++k) {
                double score = bias[k].item<double>();
                for (int i = 0; i < kInputs; ++i)
                    score += weight[k][i].item<double>() * x[n][i].item<double>();
                sum += odds[k] = std::exp(score);
            }
            loss -= std::log(odds[n % kClasses] / sum) / kSamples;
            for (int k = 0; k < kClasses; ++k) {
                const double slope = (odds[k] / sum - (k == n % kClasses ? 1 : 0)) / kSamples;
                biasGradient[k] += slope;
                for (int i = 0; i < kInputs; ++i)
                    gradient[k][i] += slope * x[n][i].item<double>();
            }
        }

        // From the clean samples, not from what the network sees.
        const Batch batch{.input = at::zeros_like(x), .target = x, .labels = labels, .epoch = 0, .noise = nullptr};
        for (int round = 0; round < 2; ++round) { // gradients do not add up
            const auto terms = stage->measure(batch);
            QCOMPARE(terms.size(), std::size_t(1));
            QVERIFY(std::abs(terms[0].value - loss) < 1e-6);
            QVERIFY(std::abs(stage->validate(batch)[0].value - loss) < 1e-6);
            for (int k = 0; k < kClasses; ++k) {
                QVERIFY(std::abs(bias.grad()[k].item<double>() - biasGradient[k]) < 1e-6);
                for (int i = 0; i < kInputs; ++i)
                    QVERIFY(std::abs(weight.grad()[k][i].item<double>() - gradient[k][i]) < 1e-6);
            }
        }
        QVERIFY(weight.detach().equal(kept));
        stage->update();
        for (int k = 0; k < kClasses; ++k)
            for (int i = 0; i < kInputs; ++i) {
                const double moved = (weight[k][i] - kept[k][i]).item<double>();
                QVERIFY(std::abs(moved + std::copysign(1e-3, gradient[k][i])) < 1e-6);
            }
    }
};

HOURGLASS_TEST(ClassifierStageTest)
#include "ClassifierStageTest.moc"
