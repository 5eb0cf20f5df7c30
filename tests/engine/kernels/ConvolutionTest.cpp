// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernels/Convolution.h"
#include "engine/core/Random.h"
#include "engine/kernels/Precision.h"
#include "tests/support/TestMain.h"

#include <ATen/ATen.h>
#include <torch/autograd.h>

using namespace hourglass;

namespace {

struct Size {
    int inputs, outputs, side, kernel, stride, padding;
};

} // namespace

Q_DECLARE_METATYPE(Size)

class ConvolutionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Few channels and many, windows that do not fill the picture, a kernel as large as the picture, a single pixel.
    void equalsLibTorchInDoublePrecision_data() {
        QTest::addColumn<Size>("size");
        QTest::addColumn<bool>("half");
        for (const Size s : {Size{1, 16, 28, 3, 2, 1},
                             {16, 1, 9, 3, 1, 1},
                             {3, 5, 10, 4, 2, 1},
                             {7, 33, 11, 5, 3, 2},
                             {32, 48, 8, 3, 2, 0},
                             {1, 1, 1, 1, 1, 0},
                             {2, 9, 6, 6, 1, 0},
                             {20, 17, 5, 2, 4, 1}})
            for (const bool half : {false, true})
                QTest::addRow("%d to %d channels, %d px, kernel %d, stride %d, padding %d%s", s.inputs, s.outputs, s.side,
                              s.kernel, s.stride, s.padding, half ? ", bf16" : "")
                    << s << half;
    }
    void equalsLibTorchInDoublePrecision() {
        QFETCH(Size, size);
        QFETCH(bool, half);
        if (half && !halfIsSupported())
            return; // oneDNN has no such convolution here, and nobody asks for it
        at::Generator noise = seededGenerator(1, "test");
        const auto random = [&](at::IntArrayRef sizes) {
            return at::empty(sizes, at::kFloat, at::MemoryFormat::ChannelsLast).normal_(0, 1, noise);
        };
        const auto type = half ? at::kBFloat16 : at::kFloat;
        const Window window{size.stride, size.padding};
        const at::Tensor input = random({3, size.inputs, size.side, size.side + 1}).to(type);
        const at::Tensor bias = at::empty({size.outputs}).normal_(0, 1, noise);
        for (const auto layout : {at::MemoryFormat::ChannelsLast, at::MemoryFormat::Contiguous}) {
            const at::Tensor weight = at::empty({size.outputs, size.inputs, size.kernel, size.kernel}, at::kFloat, layout);
            weight.normal_(0, 1, noise);
            const at::Tensor exactInput = input.to(at::kDouble).requires_grad_();
            const at::Tensor exactWeight = weight.to(type).to(at::kDouble).requires_grad_();
            const at::Tensor expected =
                at::conv2d(exactInput, exactWeight, bias.to(at::kDouble), window.stride, window.padding);
            const at::Tensor outer = random(expected.sizes()).to(type);
            const auto slopes = torch::autograd::grad({expected}, {exactInput, exactWeight}, {outer.to(at::kDouble)});
            const double tolerance = half ? 0.02 : 1e-5;
            const auto isNear = [&](const at::Tensor& a, const at::Tensor& b) {
                return (a.to(at::kDouble) - b).norm().item<double>() <= tolerance * b.norm().item<double>();
            };

            const at::Tensor output = at::empty_like(outer);
            convolve(output, input, weight, bias, window);
            QVERIFY(isNear(output, expected.detach()));
            convolve(output, input, weight, {}, window, Pointwise::Tanh);
            QVERIFY(isNear(output, (expected.detach() - bias.view({1, -1, 1, 1})).tanh()));
            const at::Tensor inputGradient = at::empty_like(input);
            convolveTransposed(inputGradient, outer, weight, window);
            QVERIFY(isNear(inputGradient, slopes[0]));
            const at::Tensor weightGradient = at::empty_like(weight);
            convolutionWeightGradient(weightGradient, input, outer, window);
            QVERIFY(isNear(weightGradient, slopes[1]));
        }
    }

    void ofNothingNothingIsLearned() {
        const at::Tensor weight = at::ones({2, 3, 3, 3});
        const auto pictures = [](std::int64_t channels) {
            return at::empty({0, channels, 4, 4}, at::kFloat, at::MemoryFormat::ChannelsLast);
        };
        convolutionWeightGradient(weight, pictures(3), pictures(2), {1, 1});
        QVERIFY(weight.eq(0).all().item<bool>());
    }

    void otherTypesAreRefused() {
        const at::Tensor pictures = at::ones({1, 1, 2, 2}, at::kDouble), weight = at::ones({1, 1, 1, 1});
        QVERIFY_EXCEPTION_THROWN(convolve(at::empty_like(pictures), pictures, weight, {}, {1, 0}), c10::Error);
    }
};

HOURGLASS_TEST(ConvolutionTest)
#include "ConvolutionTest.moc"
