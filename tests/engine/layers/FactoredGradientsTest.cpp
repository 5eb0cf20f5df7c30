// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/layers/FactoredGradients.h"
#include "engine/core/Random.h"
#include "engine/layers/Stack.h"
#include "tests/support/TestMain.h"

#include <ATen/ATen.h>
#include <torch/autograd.h>

using namespace hourglass;

namespace {

LayerSpec dense(std::int64_t units, const std::string& activation) {
    return {"dense", {{"units", units}, {"activation", activation}}};
}

std::vector<at::Tensor> gradientsOf(const at::Tensor& loss, const std::vector<at::Tensor>& weights) {
    return torch::autograd::grad({loss}, weights, {}, {}, /*create_graph=*/false, /*allow_unused=*/true);
}

at::Tensor multipliedOut(const std::vector<GradientFactors>& factors) {
    at::Tensor sum;
    for (const GradientFactors& factor : factors) {
        const at::Tensor product = factor.left.to(at::kDouble).t().mm(factor.right.to(at::kDouble)).to(at::kFloat);
        sum = sum.defined() ? sum + product : product;
    }
    return sum;
}

} // namespace

class FactoredGradientsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void multipliedOutTheyAreTheGradients_data() {
        QTest::addColumn<bool>("half");
        QTest::newRow("fp32") << false;
        QTest::newRow("bf16") << true;
    }
    // A layer, another one with the first one's weights turned round, and both of them twice.
    void multipliedOutTheyAreTheGradients() {
        QFETCH(bool, half);
        if (half && !halfIsSupported())
            return;
        at::Generator generator = seededGenerator(1, "test");
        Stack up({dense(160, "tanh")}, Shape{{200}}, generator);
        Stack down({dense(200, "sigmoid")}, Shape{{160}}, generator, up.allDenseWeights());
        for (Stack* stack : {&up, &down})
            stack->setPrecision(half ? Precision::Half : Precision::Full);
        const at::Tensor input = at::empty({8, 200}).normal_(0, 1, generator);
        const auto loss = [&] { return down.forward(up.forward(down.forward(up.forward(input)))).square().sum(); };
        const std::vector<at::Tensor> weights = up.parameters();
        const auto expected = gradientsOf(loss(), weights);

        const at::Tensor again = loss();
        FactoredGradients factored(weights);
        const auto found = gradientsOf(again, weights);
        QVERIFY(!found[0].defined());         // the weight
        QVERIFY(found[1].equal(expected[1])); // the bias
        QCOMPARE(factored.factors[0].size(), std::size_t(4));
        QVERIFY(factored.factors[1].empty());
        QVERIFY(multipliedOut(factored.factors[0]).allclose(expected[0], 1e-3, 1e-4));
    }

    void onlyThoseThatAreAskedForAndOnlyAsLongAsItLives() {
        at::Generator generator = seededGenerator(1, "test");
        Stack stack({dense(5, "tanh"), dense(4, "none")}, Shape{{6}}, generator);
        const at::Tensor input = at::empty({3, 6}).normal_(0, 1, generator);
        const std::vector<at::Tensor> weights = stack.parameters(); // of each layer its weight, then its bias
        const auto expected = gradientsOf(stack.forward(input).sum(), weights);
        {
            const std::vector<at::Tensor> second{weights[2]};
            FactoredGradients factored(second);
            const auto found = gradientsOf(stack.forward(input).sum(), weights);
            QVERIFY(found[0].equal(expected[0]));
            QVERIFY(!found[2].defined());
            QVERIFY(multipliedOut(factored.factors[0]).allclose(expected[2]));
        }
        QVERIFY(gradientsOf(stack.forward(input).sum(), weights)[2].equal(expected[2]));
    }
};

HOURGLASS_TEST(FactoredGradientsTest)
#include "FactoredGradientsTest.moc"
