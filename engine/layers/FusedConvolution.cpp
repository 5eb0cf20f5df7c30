// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/layers/FusedConvolution.h"

#include "engine/kernels/Rows.h"

#include <ATen/Functions.h>
#include <ATen/core/grad_mode.h>
#include <torch/csrc/autograd/custom_function.h>

namespace hourglass {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

at::Tensor inChannelsLast(const at::Tensor& pictures) {
    return pictures.contiguous(at::MemoryFormat::ChannelsLast);
}

at::Tensor emptyPictures(at::IntArrayRef sizes, const at::Tensor& like) {
    return at::empty(sizes, at::TensorOptions(like.scalar_type()), at::MemoryFormat::ChannelsLast);
}

/// A row for each pixel, as pictures in channels_last lie.
at::Tensor pixels(const at::Tensor& pictures) {
    return pictures.permute({0, 2, 3, 1}).view({-1, pictures.size(1)});
}

struct ConvolutionFunction : torch::autograd::Function<ConvolutionFunction> {
    static at::Tensor forward(AutogradContext* context, const at::Tensor& given, const at::Tensor& weight,
                              const at::Tensor& bias, const FusedConvolution& layer, Pointwise function) {
        const at::Tensor input = inChannelsLast(given);
        const at::Tensor output = emptyPictures(
            {input.size(0), weight.size(layer.transposed ? 1 : 0), layer.outputSize[0], layer.outputSize[1]}, input);
        const bool together = derivesFromValue(function) && !layer.transposed;
        if (layer.transposed) {
            convolveTransposed(output, input, weight, layer.window);
            addToRows(pixels(output), bias);
        } else {
            convolve(output, input, weight, bias, layer.window, together ? function : Pointwise::None);
        }
        const at::Tensor known = function == Pointwise::None  ? at::Tensor()
                                 : derivesFromValue(function) ? output
                                                              : output.clone();
        if (!together)
            hourglass::apply(function, output);
        context->save_for_backward({input, weight, known});
        context->saved_data["window"] = std::vector<std::int64_t>{layer.window.stride, layer.window.padding};
        context->saved_data["transposed"] = layer.transposed;
        context->saved_data["function"] = std::int64_t(function);
        return output;
    }

    static variable_list backward(AutogradContext* context, const variable_list& gradients) {
        TORCH_CHECK(!at::GradMode::is_enabled(), "these layers are differentiable once only: see TwiceDifferentiable");
        const variable_list saved = context->get_saved_variables();
        const at::Tensor &input = saved[0], &weight = saved[1], &known = saved[2];
        const auto numbers = context->saved_data["window"].toIntVector();
        const Window window{numbers[0], numbers[1]};
        const bool transposed = context->saved_data["transposed"].toBool();
        const auto function = Pointwise(context->saved_data["function"].toInt());

        at::Tensor gradient = inChannelsLast(gradients[0]);
        if (function != Pointwise::None) {
            const at::Tensor bent = emptyPictures(gradient.sizes(), gradient);
            applyDerivative(function, gradient, known, bent);
            gradient = bent;
        }
        variable_list result(5); // input, weight, bias, and what are no tensors
        if (context->needs_input_grad(0)) {
            result[0] = emptyPictures(input.sizes(), input);
            if (transposed)
                convolve(result[0], gradient, weight, {}, window);
            else
                convolveTransposed(result[0], gradient, weight, window);
        }
        if (context->needs_input_grad(1)) {
            result[1] = at::empty_like(weight);
            if (transposed)
                convolutionWeightGradient(result[1], gradient, input, window);
            else
                convolutionWeightGradient(result[1], input, gradient, window);
        }
        if (context->needs_input_grad(2))
            result[2] = sumOfRows(pixels(gradient));
        return result;
    }
};

} // namespace

at::Tensor FusedConvolution::forward(const at::Tensor& input, Pointwise function) const {
    return ConvolutionFunction::apply(input, weight, bias, *this, function);
}

} // namespace hourglass
