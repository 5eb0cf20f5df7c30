// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/layers/BuiltLayer.h"
#include "tests/engine/layers/PlainAndFast.h"
#include "tests/support/TestMain.h"

#include <torch/types.h>

using namespace hourglass;
using namespace hourglass::test;

namespace {

/// One picture of one channel.
at::Tensor picture(std::int64_t height, std::int64_t width, const std::vector<float>& pixels) {
    return torch::tensor(pixels).reshape({1, 1, height, width});
}

/// Σ over channels and window, term by term.
at::Tensor naiveConvolution(const at::Tensor& input, const at::Tensor& weight, const at::Tensor& bias, int stride,
                            int padding, at::IntArrayRef outputSizes) {
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

at::Tensor convolved(const LayerModule& module, const std::string& name, const at::Tensor& input, int stride, int padding) {
    return at::conv2d(input, parameter(module, (name + ".weight").c_str()), parameter(module, (name + ".bias").c_str()),
                      stride, padding);
}

} // namespace

/// Layers that know of height and width, against plain loops and sums by hand.
class PictureLayerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void convolutionAgainstALoop() {
        for (const int stride : {1, 2, 3}) {
            const auto module = built(
                "convolution",
                {{"channels", std::int64_t(4)}, {"kernel", std::int64_t(5)}, {"stride", std::int64_t(stride)}}, {{3, 9, 8}});
            const torch::NoGradGuard noGrad;
            const at::Tensor bias = parameter(*module, "bias").copy_(random({4}));
            const at::Tensor input = random({2, 3, 9, 8});
            for (const at::Tensor& output : {module->forward(input), module->forwardWith("none", input)})
                QVERIFY(
                    near(output, naiveConvolution(input, parameter(*module, "weight"), bias, stride, 2, output.sizes())));
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
        const std::vector<std::int64_t> sizes{2, 4, 12, 14}; // (4 − 1)·3 − 2 + 3 + 2 and (5 − 1)·3 − 2 + 3 + 1
        for (const at::Tensor& output : {module->forward(input), module->forwardWith("none", input)})
            QVERIFY(near(output, naiveTransposed(input, parameter(*module, "weight"), 3, 1, sizes)));
    }

    void convolutionsComputeInChannelsLast() {
        for (const std::string kind : {"convolution", "transposed-convolution"}) {
            const auto module = built(kind, {{"channels", std::int64_t(8)}}, {{1, 12, 12}});
            const torch::NoGradGuard noGrad;
            const at::Tensor output = module->forwardWith("relu", random({2, 1, 12, 12}));
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
        QVERIFY(near(built("max-pooling", overlapping, shape)->forward(input), picture(2, 4, {6, 7, 8, 9, 9, 9, 9, 9})));
    }

    void upsamplingByHand() {
        const at::Tensor input = picture(1, 2, {1, 5});
        const Shape shape{{1, 1, 2}};
        QVERIFY(near(built("upsampling", {}, shape)->forward(input), picture(2, 4, {1, 1, 5, 5, 1, 1, 5, 5})));
        // Pixel centres: the new ones lie at −1/4, 1/4, 3/4 and 5/4 of the old distance.
        const Parameters bilinear{{"height", std::int64_t(1)}, {"mode", std::string("bilinear")}};
        QVERIFY(near(built("upsampling", bilinear, shape)->forward(input), picture(1, 4, {1, 2, 4, 5})));
        const Parameters exact{{"height", std::int64_t(1)}, {"width", std::int64_t(3)}};
        QVERIFY(near(built("upsampling", exact, shape)->forward(input), picture(1, 3, {1, 1, 5})));
    }

    void pixelUnshuffleByHand() {
        const at::Tensor input = picture(2, 4,
                                         {1, 2, 3, 4, //
                                          5, 6, 7, 8});
        const at::Tensor output = built("pixel-unshuffle", {}, {{1, 2, 4}})->forward(input);
        QVERIFY(near(output, torch::tensor({1.f, 3.f, 2.f, 4.f, 5.f, 7.f, 6.f, 8.f}).reshape({1, 4, 1, 2})));
    }

    void pixelShuffleUndoesIt() {
        const Parameters threefold{{"factor", std::int64_t(3)}};
        const at::Tensor input = random({2, 2, 6, 9});
        const at::Tensor small = built("pixel-unshuffle", threefold, {{2, 6, 9}})->forward(input);
        QCOMPARE(small.sizes().vec(), (std::vector<std::int64_t>{2, 18, 2, 3}));
        QVERIFY(built("pixel-shuffle", threefold, {{18, 2, 3}})->forward(small).equal(input));
    }

    void pixelsThatDoNotFitAreRefused() {
        const auto messageOf = [](const char* kind, const Shape& input) {
            try {
                layerCatalogue().at(kind).outputShape(completed(kind, {}).parameters, input);
            } catch (const Error& error) {
                return error.field() + ": " + error.message();
            }
            return std::string();
        };
        QVERIFY(messageOf("pixel-unshuffle", {{1, 6, 7}}).find("factor: Squares of 2 × 2 pixels do not fill the 6 × 7") ==
                0);
        QVERIFY(messageOf("pixel-shuffle", {{6, 6, 6}}).find("factor: Each square of 2 × 2 pixels takes 4 channels") == 0);
        QVERIFY(messageOf("u-block", {{6, 6, 7}}).find("6 × 7 pixels come in") != std::string::npos);
    }

    void branchesAreSilentAtFirst() {
        const torch::NoGradGuard noGrad;
        const at::Tensor input = random({2, 3, 4, 6});
        for (const char* kind : {"residual", "u-block"}) {
            const auto module = built(kind, {{"blocks", std::int64_t(2)}}, {{3, 4, 6}});
            QVERIFY2(module->forward(input).equal(input), kind);
            QVERIFY2(module->forwardWith("none", input).equal(input), kind);
        }
    }

    void residualByDefinition() {
        const auto module = built("residual", {{"blocks", std::int64_t(2)}}, {{3, 4, 6}});
        drawZeros(*module);
        const torch::NoGradGuard noGrad;
        const at::Tensor input = random({2, 3, 4, 6});
        at::Tensor expected = input;
        for (const std::string block : {"0.", "1."})
            expected = expected + convolved(*module, block + "second",
                                            at::relu(convolved(*module, block + "first", expected, 1, 1)), 1, 1);
        QVERIFY(near(module->forward(input), expected));
        QVERIFY(near(module->forwardWith("tanh", input), expected.tanh()));
    }

    void uBlockByDefinition() {
        const auto module = built("u-block", {{"channels", std::int64_t(5)}, {"blocks", std::int64_t(1)}}, {{3, 4, 6}});
        drawZeros(*module);
        const torch::NoGradGuard noGrad;
        const at::Tensor input = random({2, 3, 4, 6});
        at::Tensor small = convolved(*module, "down", input, 2, 0);
        QCOMPARE(small.sizes().vec(), (std::vector<std::int64_t>{2, 5, 2, 3}));
        small =
            small + convolved(*module, "blocks.0.second", at::relu(convolved(*module, "blocks.0.first", small, 1, 1)), 1, 1);
        const at::Tensor expected = input + at::pixel_shuffle(convolved(*module, "widen", small, 1, 0), 2);
        QVERIFY(near(module->forward(input), expected));
        QVERIFY(near(module->forwardWith("tanh", input), expected.tanh()));
    }

    void costsOfBranchesByHand() {
        const Layer& residual = layerCatalogue().at("residual");
        const Layer& uBlock = layerCatalogue().at("u-block");
        const Shape input{{48, 32, 32}};
        const Parameters three{{"blocks", std::int64_t(3)}};
        QCOMPARE(residual.parameterCount(three, input), std::int64_t(3 * 2 * (48 * 48 * 9 + 48)));
        QCOMPARE(residual.flops(three, input), std::int64_t(3) * (2 * 2 * 48 * 48 * 9 + 48) * 32 * 32);
        QCOMPARE(residual.innerElements(three, input), std::int64_t(5 * 48 * 32 * 32));
        const Parameters inside{{"blocks", std::int64_t(3)}, {"channels", std::int64_t(96)}};
        const std::int64_t down = 48 * 96 * 4, blocks = 3 * 2 * 96 * 96 * 9, widen = 96 * 4 * 48;
        QCOMPARE(uBlock.parameterCount(inside, input), down + 96 + blocks + 3 * 2 * 96 + widen + 4 * 48);
        // Below: what halves the picture, what the blocks make of it, between them, and four times the channels.
        QCOMPARE(uBlock.innerElements(inside, input), std::int64_t((1 + 1 + 5) * 96 + 4 * 48) * 16 * 16);
        QCOMPARE(uBlock.flops(inside, input), (2 * (down + blocks + widen) + 3 * 96) * 16 * 16 + 48 * 32 * 32);
    }
};

HOURGLASS_TEST(PictureLayerTest)
#include "PictureLayerTest.moc"
