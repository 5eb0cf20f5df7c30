// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pretraining/RbmStage.h"
#include "engine/core/Random.h"
#include "tests/support/TestMain.h"

#include <ATen/ATen.h>

#include <cmath>

using namespace hourglass;

namespace {

constexpr double kRate = 0.2;
constexpr double kDecay = 0.05;

/// Six visible and four hidden units in double precision, and the stage that trains them.
struct Machine {
    DenseWeights up, down;
    std::unique_ptr<Stage> stage;

    explicit Machine(Rbm::Hidden hidden = Rbm::Hidden::Binary) {
        at::Generator generator = seededGenerator(1, "weights");
        const auto random = [&](at::IntArrayRef sizes) { return at::empty(sizes, at::kDouble).normal_(0, 0.5, generator); };
        up = {random({4, 6}), random({4})};
        down = {random({6, 4}), random({6})};
        stage = makeRbmStage({"RBM 1 of 1", up, down, hidden, [](const at::Tensor& x) { return x; }, {{6}}},
                             {.epochs = 10, .learningRate = kRate, .weightDecay = kDecay});
    }
    Rbm copy(Rbm::Hidden hidden = Rbm::Hidden::Binary) const {
        return {up.weight.clone(), up.bias.clone(), down.bias.clone(), hidden};
    }
};

at::Tensor samples() {
    at::Generator generator = seededGenerator(2, "samples");
    return at::empty({8, 6}, at::kDouble).uniform_(0, 1, generator);
}

/// Input and labels are not for this stage.
Batch batchAt(double epoch, at::Generator& noise) {
    return {.input = {}, .target = samples(), .labels = {}, .epoch = epoch, .noise = &noise};
}

} // namespace

class RbmStageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Two steps against their formula: step ← m · step + rate · (gradient − decay · W), with the decay on weights alone, and
    // m that grows from the sixth epoch on.
    void stepsFollowTheirFormula_data() {
        QTest::addColumn<double>("epoch");
        QTest::addColumn<double>("momentum");
        QTest::addColumn<bool>("gaussian");
        QTest::addColumn<double>("rate");
        QTest::newRow("first epoch") << 0.0 << 0.5 << false << kRate;
        QTest::newRow("end of the fifth epoch") << 4.99 << 0.5 << false << kRate;
        QTest::newRow("sixth epoch") << 5.0 << 0.9 << false << kRate;
        QTest::newRow("Gaussian units") << 0.0 << 0.5 << true << kRate / 100;
    }
    void stepsFollowTheirFormula() {
        QFETCH(double, epoch);
        QFETCH(double, momentum);
        QFETCH(bool, gaussian);
        QFETCH(double, rate);
        const Rbm::Hidden hidden = gaussian ? Rbm::Hidden::Gaussian : Rbm::Hidden::Binary;
        const Machine machine(hidden);
        QVERIFY(std::abs(machine.stage->learningRate() - rate) < 1e-12);
        at::Generator noise = seededGenerator(1, "noise"), sameNoise = seededGenerator(1, "noise");
        Rbm expected = machine.copy(hidden);
        at::Tensor step = at::zeros({4, 6}, at::kDouble), hiddenStep = at::zeros({4}, at::kDouble);
        at::Tensor visibleStep = at::zeros({6}, at::kDouble);
        for (int i = 0; i < 2; ++i) {
            machine.stage->measure(batchAt(epoch, noise));
            machine.stage->update();
            const RbmGradient gradient = contrastiveDivergence(expected, samples(), sameNoise);
            step = momentum * step + rate * (gradient.weight - kDecay * expected.weight);
            hiddenStep = momentum * hiddenStep + rate * gradient.hiddenBias;
            visibleStep = momentum * visibleStep + rate * gradient.visibleBias;
            expected.weight = expected.weight + step;
            expected.hiddenBias = expected.hiddenBias + hiddenStep;
            expected.visibleBias = expected.visibleBias + visibleStep;
        }
        QVERIFY(machine.up.weight.allclose(expected.weight, 1e-9, 1e-12));
        QVERIFY(machine.up.bias.allclose(expected.hiddenBias, 1e-9, 1e-12));
        QVERIFY(machine.down.bias.allclose(expected.visibleBias, 1e-9, 1e-12));
    }

    // Both from means, so that they can be compared; and neither changes anything.
    void trainingAndValidationReportTheSameError() {
        const Machine machine;
        const at::Tensor before = machine.up.weight.clone();
        at::Generator noise = seededGenerator(1, "noise");
        const auto trained = machine.stage->measure(batchAt(0, noise));
        const auto validated = machine.stage->validate(batchAt(0, noise));
        QCOMPARE(trained.size(), std::size_t(1));
        QCOMPARE(trained[0].name, validated[0].name);
        const at::Tensor hidden = at::linear(samples(), machine.up.weight, machine.up.bias).sigmoid();
        const at::Tensor rebuilt = (hidden.mm(machine.up.weight) + machine.down.bias).sigmoid();
        const double expected = (samples() - rebuilt).square().sum(1).mean().item<double>();
        QVERIFY(std::abs(trained[0].value - expected) < 1e-12);
        QVERIFY(std::abs(validated[0].value - expected) < 1e-12);
        QVERIFY(machine.up.weight.equal(before));
    }

    void theEndUnrollsTheMachine() {
        const Machine machine;
        at::Generator noise = seededGenerator(1, "noise");
        machine.stage->measure(batchAt(0, noise));
        machine.stage->update();
        machine.stage->end();
        QVERIFY(machine.down.weight.equal(machine.up.weight.t()));
    }
};

HOURGLASS_TEST(RbmStageTest)
#include "RbmStageTest.moc"
