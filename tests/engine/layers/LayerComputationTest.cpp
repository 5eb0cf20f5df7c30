// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/layers/Activation.h"
#include "engine/layers/Stack.h"
#include "tests/engine/layers/BuiltLayer.h"
#include "tests/support/TestMain.h"

#include <ATen/Functions.h>
#include <torch/types.h>

#include <cmath>

using namespace hourglass;
using namespace hourglass::test;

class LayerComputationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void activationsAgainstTheirFormulas() {
        const std::map<std::string, double (*)(double)> formulas{
            {"none", [](double x) { return x; }},
            {"relu", [](double x) { return std::max(x, 0.0); }},
            {"leaky-relu", [](double x) { return x > 0 ? x : 0.01 * x; }},
            {"elu", [](double x) { return x > 0 ? x : std::expm1(x); }},
            {"gelu", [](double x) { return x * 0.5 * std::erfc(-x / std::sqrt(2.0)); }},
            {"sigmoid", [](double x) { return 1 / (1 + std::exp(-x)); }},
            {"tanh", [](double x) { return std::tanh(x); }},
            {"softplus", [](double x) { return std::log1p(std::exp(x)); }},
        };
        QCOMPARE(activationChoices().size(), formulas.size());
        for (const auto& choice : activationChoices())
            for (const double x : {-3.0, -0.5, 0.0, 0.7, 4.0}) {
                const double y = activate(choice.id, torch::tensor(x, at::kDouble)).item<double>();
                QVERIFY2(std::abs(y - formulas.at(choice.id)(x)) < 1e-9, choice.id.c_str());
            }
        QVERIFY_EXCEPTION_THROWN(activate("step", at::zeros(1)), Error);
    }

    void initialSpreadFollowsTheActivation() {
        const auto spread = [](const char* activation) {
            const auto module =
                built("dense", {{"units", std::int64_t(300)}, {"activation", std::string(activation)}}, {{600}});
            return parameter(*module, "weight").std().item<double>();
        };
        QVERIFY(std::abs(spread("relu") / std::sqrt(2.0 / 600) - 1) < 0.01);
        QVERIFY(std::abs(spread("tanh") / std::sqrt(2.0 / 900) - 1) < 0.01);
    }

    void denseIsWxPlusB() {
        const auto module = built("dense", {{"units", std::int64_t(4)}}, {{2, 3, 5}});
        const at::Tensor input = random({7, 2, 3, 5}).contiguous(at::MemoryFormat::ChannelsLast);
        const torch::NoGradGuard noGrad;
        parameter(*module, "bias").copy_(random({4}));
        const at::Tensor expected =
            at::matmul(input.contiguous().view({7, 30}), parameter(*module, "weight").t()) + random({4});
        QVERIFY(near(module->forward(input), expected));
    }

    void reshapeAndFlattenKeepTheOrder() {
        const at::Tensor numbers = at::arange(24, at::kFloat).reshape({2, 12});
        const Parameters shape{{"channels", std::int64_t(2)}, {"height", std::int64_t(3)}, {"width", std::int64_t(2)}};
        const at::Tensor reshaped = built("reshape", shape, {{12}})->forward(numbers);
        QCOMPARE(reshaped[1][1][2][0].item<float>(), 12.f + 6 + 4);
        const at::Tensor shuffledInMemory = reshaped.contiguous(at::MemoryFormat::ChannelsLast);
        QVERIFY(built("flatten", {}, {{2, 3, 2}})->forward(shuffledInMemory).equal(numbers));
    }

    void dropoutKeepsTheMean() {
        const auto module = built("dropout", {{"rate", 0.25}}, {{100'000}});
        const at::Tensor input = at::ones({1, 100'000});
        const at::Tensor output = module->forward(input);
        const double kept = (output != 0).sum().item<double>() / 100'000;
        QVERIFY(std::abs(kept - 0.75) < 0.006); // four standard deviations
        QVERIFY(((output == 0) | ((output - 1 / 0.75).abs() < 1e-6)).all().item<bool>());
        QVERIFY(!module->forward(input).equal(output)); // another draw

        QVERIFY(built("dropout", {{"rate", 0.25}}, {{100'000}})->forward(input).equal(output)); // the same seed
        module->eval();
        QVERIFY(module->forward(input).equal(input));
    }

    void batchNormalisationByDefinition() {
        const auto module = built("batch-normalisation", {}, {{3, 4, 5}});
        const torch::NoGradGuard noGrad;
        const at::Tensor scale = parameter(*module, "weight").copy_(torch::tensor({1.f, 2.f, 0.5f}));
        const at::Tensor shift = parameter(*module, "bias").copy_(torch::tensor({0.f, -1.f, 3.f}));
        const at::Tensor input = random({6, 3, 4, 5}) * 3 + 7;

        const at::Tensor byChannel = input.transpose(0, 1).reshape({3, -1});
        const at::Tensor mean = byChannel.mean(1);
        const at::Tensor squares = (byChannel - mean.unsqueeze(1)).square().sum(1);
        const auto column = [](const at::Tensor& values) { return values.reshape({1, 3, 1, 1}); };
        const auto normalised = [&](const at::Tensor& centre, const at::Tensor& variance) {
            return (input - column(centre)) / column((variance + 1e-5).sqrt()) * column(scale) + column(shift);
        };
        QVERIFY(near(module->forward(input), normalised(mean, squares / 120)));

        const auto buffers = module->named_buffers();
        const at::Tensor runningMean = 0.1 * mean;                    // started at 0
        const at::Tensor runningVariance = 0.9 + 0.1 * squares / 119; // started at 1
        QVERIFY(near(buffers["running_mean"], runningMean));
        QVERIFY(near(buffers["running_var"], runningVariance));
        module->eval();
        QVERIFY(near(module->forward(input), normalised(runningMean, runningVariance)));
    }

    void batchNormalisationSurvivesABatchOfOne() {
        const auto module = built("batch-normalisation", {}, {{4}});
        module->forward(random({1, 4}));
        for (const at::Tensor& buffer : module->buffers())
            QVERIFY(buffer.isfinite().all().item<bool>());
    }

    void layerNormalisationByDefinition() {
        for (const Shape& shape : {Shape{{30}}, Shape{{3, 2, 5}}}) {
            const auto module = built("layer-normalisation", {}, shape);
            std::vector<std::int64_t> sizes = shape.sizes;
            sizes.insert(sizes.begin(), 4);
            const at::Tensor input = random(sizes) * 2 - 5;
            const at::Tensor rows = input.reshape({4, 30});
            const at::Tensor centred = rows - rows.mean(1, true);
            const at::Tensor expected = centred / (centred.square().mean(1, true) + 1e-5).sqrt();
            QVERIFY(near(module->forward(input).reshape({4, 30}), expected));
        }
    }

    void stackIsItsLayersInOrder() {
        const std::vector<LayerSpec> layers{
            completed("convolution", {{"channels", std::int64_t(3)}, {"activation", std::string("tanh")}}),
            completed("max-pooling", {}),
            completed("dense", {{"units", std::int64_t(5)}, {"activation", std::string("relu")}})};
        at::Generator generator = seededGenerator(1, "weights");
        Stack stack(layers, {{1, 6, 4}}, generator);
        QCOMPARE(stack.size(), std::size_t(3));
        QVERIFY((stack.inputShape() == Shape{{1, 6, 4}}));
        QVERIFY((stack.outputShape() == Shape{{5}}));

        const auto parameters = stack.named_parameters();
        QVERIFY(parameters.keys() == (std::vector<std::string>{"0.weight", "0.bias", "2.weight", "2.bias"}));
        const at::Tensor input = random({2, 1, 6, 4});
        const at::Tensor maps = at::tanh(at::conv2d(input, parameters["0.weight"], parameters["0.bias"], 1, 1)).contiguous();
        const at::Tensor flat = at::max_pool2d(maps, 2).flatten(1);
        const at::Tensor expected = at::relu(at::linear(flat, parameters["2.weight"], parameters["2.bias"]));
        QVERIFY(near(stack.forward(input), expected));
        QVERIFY(near(stack.forwardLayer(0, input), maps));

        at::Generator unused = seededGenerator(1, "weights");
        QVERIFY(Stack({}, {{3}}, unused).forward(input).is_same(input));
    }
};

HOURGLASS_TEST(LayerComputationTest)
#include "LayerComputationTest.moc"
