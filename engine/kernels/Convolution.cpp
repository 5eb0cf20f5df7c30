// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernels/Convolution.h"

#include "engine/kernels/Matmul.h"
#include "engine/kernels/OneDnn.h"
#include "engine/kernels/OneDnnPointwise.h"

#include <ATen/Functions.h>
#include <ATen/Parallel.h>
#include <omp.h>

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

namespace hourglass {

namespace {

using dnnl::memory;

enum class Role { Output, Input, Weight }; ///< which of the three comes out

struct Operands {
    const at::Tensor& input;
    const at::Tensor& output;
    const at::Tensor& weight;
    const at::Tensor& bias;
    Window window;
    Pointwise function;
};

/// What comes out, the sizes, types and layouts of all operands, and the number of threads.
using Key = std::array<std::int64_t, 16>;

/// The weight lies as LibTorch has it and goes through a reordering, before or after.
struct Prepared {
    dnnl::primitive primitive;
    dnnl::reorder reordering;
    memory plainWeight;
    std::unordered_map<int, memory> arguments;
    std::int64_t weightBytes = 0;
    std::int64_t scratchBytes = 0;
};

memory empty(const memory::desc& shape) {
    return {shape, onednn::cpu(), nullptr};
}

memory::desc describePicture(const at::Tensor& picture) {
    TORCH_CHECK(picture.is_contiguous(at::MemoryFormat::ChannelsLast), "pictures in channels_last expected");
    return {picture.sizes().vec(), onednn::typeOf(picture.scalar_type()), memory::format_tag::nhwc};
}

memory::desc describeWeight(const at::Tensor& weight) {
    return {weight.sizes().vec(), memory::data_type::f32, weight.strides().vec()};
}

dnnl::primitive_attr attributesOf(Pointwise function) {
    dnnl::primitive_attr attributes;
    attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user); // the library's own belongs to one thread
    if (function != Pointwise::None)
        attributes.set_post_ops(onednn::followedBy(function));
    return attributes;
}

/// Descriptions of the three primitives, the weight in whatever layout suits each best.
class Descriptions {
public:
    explicit Descriptions(const Operands& o)
        : m_input(describePicture(o.input))
        , m_output(describePicture(o.output))
        , m_weight(o.weight.sizes().vec(), onednn::typeOf(o.input.scalar_type()), memory::format_tag::any)
        , m_weightGradient(o.weight.sizes().vec(), memory::data_type::f32, memory::format_tag::any)
        , m_bias(o.bias.defined() ? memory::desc({o.output.size(1)}, memory::data_type::f32, memory::format_tag::a)
                                  : memory::desc())
        , m_strides{o.window.stride, o.window.stride}
        , m_padding{o.window.padding, o.window.padding}
        , m_attributes(attributesOf(o.function))
        , m_plain(attributesOf(Pointwise::None)) {}

#if DNNL_VERSION_MAJOR < 3
    dnnl::convolution_forward::primitive_desc forward() const {
        return {{kind, direct, m_input, m_weight, m_bias, m_output, m_strides, m_padding, m_padding},
                m_attributes,
                onednn::cpu()};
    }
    dnnl::convolution_backward_data::primitive_desc input() const {
        return {{direct, m_input, m_weight, m_output, m_strides, m_padding, m_padding}, m_plain, onednn::cpu(), forward()};
    }
    dnnl::convolution_backward_weights::primitive_desc weight() const {
        return {{direct, m_input, m_weightGradient, m_output, m_strides, m_padding, m_padding},
                m_plain,
                onednn::cpu(),
                forward()};
    }
#else
    dnnl::convolution_forward::primitive_desc forward() const {
        return {onednn::cpu(), kind,      direct,    m_input,   m_weight,    m_bias,
                m_output,      m_strides, m_padding, m_padding, m_attributes};
    }
    dnnl::convolution_backward_data::primitive_desc input() const {
        return {onednn::cpu(), direct, m_input, m_weight, m_output, m_strides, m_padding, m_padding, forward(), m_plain};
    }
    dnnl::convolution_backward_weights::primitive_desc weight() const {
        return {onednn::cpu(), direct,    m_input,   m_weightGradient, m_output,
                m_strides,     m_padding, m_padding, forward(),        m_plain};
    }
#endif

private:
    static constexpr auto kind = dnnl::prop_kind::forward_training;
    static constexpr auto direct = dnnl::algorithm::convolution_direct;

    memory::desc m_input;
    memory::desc m_output;
    memory::desc m_weight;
    memory::desc m_weightGradient;
    memory::desc m_bias;
    memory::dims m_strides;
    memory::dims m_padding;
    dnnl::primitive_attr m_attributes;
    dnnl::primitive_attr m_plain;
};

Prepared prepare(Role result, const Operands& o) {
    const Descriptions descriptions(o);
    const memory plainWeight = empty(describeWeight(o.weight));
    const auto put = [&](auto primitive, const auto& description, const memory::desc& weight) {
        const memory best = empty(weight);
        const bool comesOut = result == Role::Weight;
        return Prepared{std::move(primitive),
                        comesOut ? dnnl::reorder(best, plainWeight) : dnnl::reorder(plainWeight, best),
                        plainWeight,
                        {{result == Role::Input ? DNNL_ARG_DIFF_SRC : DNNL_ARG_SRC, empty(describePicture(o.input))},
                         {result == Role::Output ? DNNL_ARG_DST : DNNL_ARG_DIFF_DST, empty(describePicture(o.output))},
                         {comesOut ? DNNL_ARG_DIFF_WEIGHTS : DNNL_ARG_WEIGHTS, best},
                         {DNNL_ARG_SCRATCHPAD, empty(description.scratchpad_desc())}},
                        std::int64_t(weight.get_size()),
                        std::int64_t(description.scratchpad_desc().get_size())};
    };
    if (result == Role::Input) {
        const auto description = descriptions.input();
        return put(dnnl::convolution_backward_data(description), description, description.weights_desc());
    }
    if (result == Role::Weight) {
        const auto description = descriptions.weight();
        return put(dnnl::convolution_backward_weights(description), description, description.diff_weights_desc());
    }
    const auto description = descriptions.forward();
    Prepared prepared = put(dnnl::convolution_forward(description), description, description.weights_desc());
    if (o.bias.defined())
        prepared.arguments.emplace(DNNL_ARG_BIAS, empty(description.bias_desc()));
    return prepared;
}

void run(Role result, const Operands& o) {
    TORCH_CHECK(o.input.scalar_type() == o.output.scalar_type() && o.weight.scalar_type() == at::kFloat,
                "pictures of one type and a weight in fp32 expected");
    TORCH_CHECK(o.weight.is_contiguous() || o.weight.is_contiguous(at::MemoryFormat::ChannelsLast),
                "a weight without gaps expected");
    TORCH_CHECK(o.weight.size(0) == o.output.size(1) && o.weight.size(1) == o.input.size(1),
                "the weight is for other numbers of channels");
    if (o.input.numel() == 0 || o.output.numel() == 0) {
        if (result != Role::Output)
            (result == Role::Input ? o.input : o.weight).zero_();
        return;
    }
    thread_local std::map<Key, Prepared> all;
    const Key key{std::int64_t(result), o.input.size(0),          o.input.size(1),
                  o.input.size(2),      o.input.size(3),          o.output.size(1),
                  o.output.size(2),     o.output.size(3),         o.weight.size(2),
                  o.weight.stride(1), // of channels_last or not
                  o.window.stride,      o.window.padding,         std::int64_t(o.input.scalar_type()),
                  o.bias.defined(),     std::int64_t(o.function), omp_get_max_threads()};
    Prepared& prepared = onednn::preparedFor(all, key, [&] { return prepare(result, o); });

    const bool comesOut = result == Role::Weight;
    const at::Tensor weight = at::empty({prepared.weightBytes}, at::kByte);
    memory& best = prepared.arguments.at(comesOut ? DNNL_ARG_DIFF_WEIGHTS : DNNL_ARG_WEIGHTS);
    best.set_data_handle(weight.data_ptr());
    prepared.plainWeight.set_data_handle(o.weight.data_ptr());
    prepared.arguments.at(result == Role::Input ? DNNL_ARG_DIFF_SRC : DNNL_ARG_SRC).set_data_handle(o.input.data_ptr());
    prepared.arguments.at(result == Role::Output ? DNNL_ARG_DST : DNNL_ARG_DIFF_DST).set_data_handle(o.output.data_ptr());
    prepared.arguments.at(DNNL_ARG_SCRATCHPAD).set_data_handle(onednn::scratch(prepared.scratchBytes));
    if (o.bias.defined())
        prepared.arguments.at(DNNL_ARG_BIAS).set_data_handle(o.bias.data_ptr());

    if (!comesOut)
        prepared.reordering.execute(onednn::stream(), prepared.plainWeight, best);
    prepared.primitive.execute(onednn::stream(), prepared.arguments);
    if (comesOut)
        prepared.reordering.execute(onednn::stream(), best, prepared.plainWeight);
}

/// Adds each window of `patches` (h·w × kernel·kernel·channels) where it lies in the picture, height × width × channels.
/// @param places  h and w, how many windows there are
void addPatches(float* pixels, const at::Tensor& picture, const float* patch, const at::Tensor& places, std::int64_t kernel,
                Window window) {
    const std::int64_t channels = picture.size(1), height = picture.size(2), width = picture.size(3);
    for (std::int64_t i = 0; i < places.size(2); ++i)
        for (std::int64_t j = 0; j < places.size(3); ++j, patch += kernel * kernel * channels) {
            const std::int64_t left = j * window.stride - window.padding;
            const std::int64_t first = std::max<std::int64_t>(0, -left) * channels;
            const std::int64_t last = std::min(kernel, width - left) * channels;
            for (std::int64_t k = 0; k < kernel; ++k) {
                const std::int64_t row = i * window.stride - window.padding + k;
                if (row < 0 || row >= height)
                    continue;
                for (std::int64_t c = first; c < last; ++c)
                    pixels[(row * width + left) * channels + c] += patch[k * kernel * channels + c];
            }
        }
}

} // namespace

void convolve(const at::Tensor& output, const at::Tensor& input, const at::Tensor& weight, const at::Tensor& bias,
              Window window, Pointwise function) {
    run(Role::Output, {input, output, weight, bias, window, function});
}

void convolveTransposed(const at::Tensor& input, const at::Tensor& output, const at::Tensor& weight, Window window) {
    // oneDNN fills the channels up to a whole vector; with few of them, one product and adding up is faster.
    constexpr std::int64_t few = 8;
    const std::int64_t channels = weight.size(1), kernel = weight.size(2);
    if (channels >= few || input.scalar_type() != at::kFloat || input.numel() == 0) {
        run(Role::Input, {input, output, weight, {}, window, Pointwise::None});
        return;
    }
    const std::int64_t places = output.size(2) * output.size(3), patch = kernel * kernel * channels;
    const at::Tensor rows = output.permute({0, 2, 3, 1}).view({-1, output.size(1)});
    const at::Tensor filters = weight.permute({0, 2, 3, 1}).reshape({output.size(1), patch});
    input.zero_();
    // A few pictures at a time: all of their patches together could need more memory than everything else.
    constexpr std::int64_t most = 1 << 18;
    const std::int64_t group = std::clamp<std::int64_t>(most / (places * patch), 1, input.size(0));
    const at::Tensor patches = at::empty({group * places, patch});
    for (std::int64_t begin = 0; begin < input.size(0); begin += group) {
        const std::int64_t count = std::min(group, input.size(0) - begin);
        matmul(patches.narrow(0, 0, count * places), rows.narrow(0, begin * places, count * places), filters);
        at::parallel_for(0, count, 1, [&](std::int64_t from, std::int64_t to) {
            for (std::int64_t n = from; n < to; ++n)
                addPatches(input.data_ptr<float>() + (begin + n) * input.stride(0), input,
                           patches.data_ptr<float>() + n * places * patch, output, kernel, window);
        });
    }
}

void convolutionWeightGradient(const at::Tensor& weight, const at::Tensor& input, const at::Tensor& output, Window window) {
    run(Role::Weight, {input, output, weight, {}, window, Pointwise::None});
}

} // namespace hourglass
