// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/Random.h"
#include "engine/layers/Activation.h"
#include "engine/layers/Stack.h"
#include "tests/support/TestMain.h"

#include <ATen/Functions.h>
#include <torch/types.h>

#include <cmath>

using namespace hourglass;

namespace {

LayerSpec completed(const std::string& kind, const Parameters& parameters) {
    return {kind, complete(layerCatalogue().at(kind).entry().schema, parameters, kind)};
}

std::shared_ptr<LayerModule> built(const std::string& kind, const Parameters& parameters,
                                   const Shape& input) {
    at::Generator generator = seededGenerator(1, "weights");
    return layerCatalogue().at(kind).build(completed(kind, parameters).parameters, input, generator);
}

at::Tensor random(const std::vector<std::int64_t>& sizes) {
    at::Generator generator = seededGenerator(5, "test");
    return at::empty(sizes).normal_(0, 1, generator);
}

/// One picture of one channel.
at::Tensor picture(std::int64_t height, std::int64_t width, const std::vector<float>& pixels) {
    return torch::tensor(pixels).reshape({1, 1, height, width});
}

bool near(const at::Tensor& a, const at::Tensor& b, double tolerance = 1e-5) {
    return a.sizes() == b.sizes() && (a - b).abs().max().item<double>() < tolerance;
}

at::Tensor parameter(const LayerModule& module, const char* name) {
    return module.named_parameters()[name];
}

/// Σ over channels and window, term by term.
at::Tensor naiveConvolution(const at::Tensor& input, const at::Tensor& weight, const at::Tensor& bias,
                            int stride, int padding, at::IntArrayRef outputSizes) {
    const at::Tensor output = at::zeros(outputSizes);
    const auto x = input.accessor<float, 4>();
    const auto w = weight.accessor<float, 4>();
    const auto b = bias.accessor<float, 1>();
    auto y = output.accessor<float, 4>();
    for (int n = 0; n < output.size(0); ++n)
        for (int o = 0; o < output.size(1); ++o)
            for (int row = 0; row < output.size(2); ++row)
                for (int column = 0; column < output.size(3); ++column) {
                    double sum = b[o];
                    for (int i = 0; i < input.size(1); ++i)
                        for (int p = 0; p < weight.size(2); ++p)
                            for (int q = 0; q < weight.size(3); ++q) {
                                const int r = row * stride + p - padding;
                                const int c = column * stride + q - padding;
                                if (r >= 0 && r < input.size(2) && c >= 0 && c < input.size(3))
                                    sum += double(x[n][i][r][c]) * w[o][i][p][q];
                            }
                    y[n][o][row][column] = float(sum);
                }
    return output;
}

/// Each input number paints its filter into the output.
at::Tensor naiveTransposed(const at::Tensor& input, const at::Tensor& weight, int stride, int padding,
                           at::IntArrayRef outputSizes) {
    const at::Tensor output = at::zeros(outputSizes);
    const auto x = input.accessor<float, 4>();
    const auto w = weight.accessor<float, 4>();
    auto y = output.accessor<float, 4>();
    for (int n = 0; n < input.size(0); ++n)
        for (int i = 0; i < input.size(1); ++i)
            for (int row = 0; row < input.size(2); ++row)
                for (int column = 0; column < input.size(3); ++column)
                    for (int o = 0; o < weight.size(1); ++o)
                        for (int p = 0; p < weight.size(2); ++p)
                            for (int q = 0; q < weight.size(3); ++q) {
                                const int r = row * stride + p - padding;
                                const int c = column * stride + q - padding;
                                if (r >= 0 && r < output.size(2) && c >= 0 && c < output.size(3))
                                    y[n][o][r][c] += x[n][i][row][column] * w[i][o][p][q];
                            }
    return output;
}

} // namespace

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
            const auto module = built(
                "dense", {{"units", std::int64_t(300)}, {"activation", std::string(activation)}}, {{600}});
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

    void convolutionAgainstALoop() {
        for (const int stride : {1, 2, 3}) {
            const auto module = built("convolution",
                                      {{"channels", std::int64_t(4)},
                                       {"kernel", std::int64_t(5)},
                                       {"stride", std::int64_t(stride)}},
                                      {{3, 9, 8}});
            const torch::NoGradGuard noGrad;
            const at::Tensor bias = parameter(*module, "bias").copy_(random({4}));
            const at::Tensor input = random({2, 3, 9, 8});
            const at::Tensor output = module->forward(input);
            QVERIFY(near(output, naiveConvolution(input, parameter(*module, "weight"), bias, stride, 2,
                                                  output.sizes())));
        }
    }

    void transposedConvolutionAgainstALoop() {
        const auto module = built("transposed-convolution",
                                  {{"channels", std::int64_t(4)},
                                   {"kernel", std::int64_t(3)},
                                   {"stride", std::int64_t(3)},
                                   {"outputPaddingHeight", std::int64_t(2)},
                                   {"outputPaddingWidth", std::int64_t(1)}},
                                  {{3, 4, 5}});
        const torch::NoGradGuard noGrad;
        const at::Tensor input = random({2, 3, 4, 5});
        const std::vector<std::int64_t> sizes{2, 4, 12,
                                              14}; // (4 − 1)·3 − 2 + 3 + 2 and (5 − 1)·3 − 2 + 3 + 1
        QVERIFY(
            near(module->forward(input), naiveTransposed(input, parameter(*module, "weight"), 3, 1, sizes)));
    }

    void convolutionsComputeInChannelsLast() {
        for (const std::string kind : {"convolution", "transposed-convolution"}) {
            const auto module = built(kind, {{"channels", std::int64_t(8)}}, {{1, 12, 12}});
            const torch::NoGradGuard noGrad;
            const at::Tensor output = module->forward(random({2, 1, 12, 12}));
            QVERIFY2(output.is_contiguous(at::MemoryFormat::ChannelsLast), kind.c_str());
        }
    }

    void poolingByHand() {
        const at::Tensor input = picture(3, 5,
                                         {1, 2, 3, 4, 9, //
                                          5, 6, 7, 8, 9, //
                                          9, 9, 9, 9, 9});
        const Shape shape{{1, 3, 5}};
        QVERIFY(near(built("max-pooling", {}, shape)->forward(input), picture(1, 2, {6, 8})));
        QVERIFY(near(built("average-pooling", {}, shape)->forward(input), picture(1, 2, {3.5, 5.5})));
        const Parameters overlapping{{"size", std::int64_t(2)}, {"stride", std::int64_t(1)}};
        QVERIFY(near(built("max-pooling", overlapping, shape)->forward(input),
                     picture(2, 4, {6, 7, 8, 9, 9, 9, 9, 9})));
    }

    void upsamplingByHand() {
        const at::Tensor input = picture(1, 2, {1, 5});
        const Shape shape{{1, 1, 2}};
        QVERIFY(
            near(built("upsampling", {}, shape)->forward(input), picture(2, 4, {1, 1, 5, 5, 1, 1, 5, 5})));
        // Pixel centres: the new ones lie at −1/4, 1/4, 3/4 and 5/4 of the old distance.
        const Parameters bilinear{{"height", std::int64_t(1)}, {"mode", std::string("bilinear")}};
        QVERIFY(near(built("upsampling", bilinear, shape)->forward(input), picture(1, 4, {1, 2, 4, 5})));
        const Parameters exact{{"height", std::int64_t(1)}, {"width", std::int64_t(3)}};
        QVERIFY(near(built("upsampling", exact, shape)->forward(input), picture(1, 3, {1, 1, 5})));
    }

    void reshapeAndFlattenKeepTheOrder() {
        const at::Tensor numbers = at::arange(24, at::kFloat).reshape({2, 12});
        const Parameters shape{
            {"channels", std::int64_t(2)}, {"height", std::int64_t(3)}, {"width", std::int64_t(2)}};
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

        QVERIFY(
            built("dropout", {{"rate", 0.25}}, {{100'000}})->forward(input).equal(output)); // the same seed
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
            return (input - column(centre)) / column((variance + 1e-5).sqrt()) * column(scale) +
                   column(shift);
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
        const at::Tensor maps =
            at::tanh(at::conv2d(input, parameters["0.weight"], parameters["0.bias"], 1, 1)).contiguous();
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
