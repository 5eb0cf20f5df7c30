// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/layers/FusedConvolution.h"
#include "engine/api/Catalogues.h"
#include "engine/core/Random.h"
#include "tests/engine/layers/BuiltLayer.h"
#include "tests/engine/layers/PlainAndFast.h"
#include "tests/support/TestMain.h"

#include <torch/autograd.h>

using namespace hourglass;
using namespace hourglass::test;

namespace {

LayerSpec picture(const std::string& kind, std::int64_t channels, std::int64_t stride, const std::string& activation) {
    return completed(kind, {{"channels", channels}, {"stride", stride}, {"activation", activation}});
}

} // namespace

/// Convolutions with their activation in one node of the graph, against LibTorch's own, one after the other.
class FusedConvolutionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void equalsTheLayersOneByOne_data() {
        QTest::addColumn<QString>("activation");
        QTest::addColumn<bool>("half");
        for (const auto& choice : activationChoices())
            for (const bool half : {false, true})
                QTest::addRow("%s%s", choice.id.c_str(), half ? ", bf16" : "") << QString::fromStdString(choice.id) << half;
    }
    void equalsTheLayersOneByOne() {
        QFETCH(QString, activation);
        QFETCH(bool, half);
        if (half && !halfIsSupported())
            return;
        at::Generator generator = seededGenerator(1, "test");
        const std::string bent = activation.toStdString();
        // From one channel and to three, in fp32; those between have enough for bf16.
        Stack stack({picture("convolution", 16, 2, bent), picture("convolution", 20, 1, bent),
                     picture("transposed-convolution", 18, 1, bent), picture("transposed-convolution", 3, 2, bent)},
                    Shape{{1, 10, 12}}, generator);
        drawZeros(stack);
        const at::Tensor input = random({9, 1, 10, 12});
        const Outcome plain = outcomeOf(stack, input, true);
        stack.setPrecision(half ? Precision::Half : Precision::Full);
        const auto [place, most] = farthest(outcomeOf(stack, input, false), plain);
        const double tolerance = !half ? 1e-5 : activation.endsWith("relu") ? 0.15 : 0.02; // see DenseRunTest
        QVERIFY2(most < tolerance, qPrintable(QString("%1: %2").arg(place).arg(most)));
    }

    void branchesEqualTheirConvolutionsOneByOne_data() {
        QTest::addColumn<bool>("half");
        QTest::newRow("fp32") << false;
        QTest::newRow("bf16") << true;
    }
    void branchesEqualTheirConvolutionsOneByOne() {
        QFETCH(bool, half);
        if (half && !halfIsSupported())
            QSKIP("this processor has no bf16");
        at::Generator generator = seededGenerator(1, "test");
        Stack stack({completed("pixel-unshuffle", {}), picture("convolution", 16, 1, "none"),
                     completed("residual", {{"blocks", std::int64_t(2)}, {"activation", std::string("tanh")}}),
                     completed("u-block", {{"channels", std::int64_t(20)}, {"blocks", std::int64_t(2)}}),
                     completed("pixel-shuffle", {})},
                    Shape{{1, 16, 12}}, generator);
        drawZeros(stack);
        const at::Tensor input = random({5, 1, 16, 12});
        const Outcome plain = outcomeOf(stack, input, true);
        stack.setPrecision(half ? Precision::Half : Precision::Full);
        QCOMPARE(stack.gainsFromHalf(), true);
        const auto [place, most] = farthest(outcomeOf(stack, input, false), plain);
        QVERIFY2(most < (half ? 0.15 : 1e-5), qPrintable(QString("%1: %2").arg(place).arg(most)));
    }

    // What the frozen layers of another network need.
    void frozenWeightsGetNoGradientAndPassItOn() {
        for (const std::string kind : {"convolution", "transposed-convolution"}) {
            at::Generator generator = seededGenerator(1, "test");
            Stack stack({picture(kind, 4, 2, "tanh")}, Shape{{2, 6, 6}}, generator);
            const at::Tensor input = random({3, 2, 6, 6}).requires_grad_();
            const auto expected = torch::autograd::grad({stack.forward(input).sum()}, {input})[0];
            for (const at::Tensor& weight : stack.parameters())
                weight.set_requires_grad(false);
            QVERIFY(torch::autograd::grad({stack.forward(input).sum()}, {input})[0].equal(expected));
            QVERIFY(!stack.forward(input.detach()).requires_grad());
        }
    }

    void whatCannotBeRightThrows() {
        at::Generator generator = seededGenerator(1, "test");
        Stack stack({picture("convolution", 4, 1, "sigmoid")}, Shape{{1, 5, 5}}, generator);
        const at::Tensor input = at::ones({1, 1, 5, 5}).requires_grad_();
        QVERIFY_EXCEPTION_THROWN(torch::autograd::grad({stack.forward(input).sum()}, {input}, {}, true, true), c10::Error);
        const at::Tensor output = stack.forward(input);
        {
            const at::NoGradGuard noGradient;
            stack.weight(0).add_(1);
        }
        QVERIFY_EXCEPTION_THROWN(torch::autograd::grad({output.sum()}, {input}), c10::Error);
    }

    void theGraphIsFreed() {
        at::Generator generator = seededGenerator(1, "test");
        Stack stack({picture("convolution", 4, 1, "relu"), picture("transposed-convolution", 4, 2, "gelu")},
                    Shape{{1, 5, 5}}, generator);
        at::Tensor input = at::ones({1, 1, 5, 5}).requires_grad_();
        c10::weak_intrusive_ptr<c10::StorageImpl> saved(input.storage().getWeakStorageImpl());
        stack.forward(input);
        input.reset();
        QVERIFY(saved.expired());
    }
};

HOURGLASS_TEST(FusedConvolutionTest)
#include "FusedConvolutionTest.moc"
