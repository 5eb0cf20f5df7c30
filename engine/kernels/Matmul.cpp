// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernels/Matmul.h"

#include "engine/kernels/OneDnn.h"
#include "engine/kernels/OneDnnPointwise.h"

#include <ATen/Functions.h>
#include <omp.h>

#include <array>
#include <map>
#include <unordered_map>

namespace hourglass {

namespace {

using dnnl::memory;

/// Shapes, strides and types of all three matrices, the bias, the function and the number of threads.
using Key = std::array<std::int64_t, 12>;

struct Product {
    dnnl::matmul primitive;
    std::unordered_map<int, memory> arguments;
    std::int64_t scratch = 0; ///< bytes
};

memory::desc describe(const at::Tensor& matrix) {
    // A stride along a side of length 1 means nothing, and may be anything.
    const auto stride = [&](int side, std::int64_t plain) { return matrix.size(side) == 1 ? plain : matrix.stride(side); };
    const bool rows = matrix.stride(1) == 1 || matrix.size(1) == 1;
    return {{matrix.size(0), matrix.size(1)},
            onednn::typeOf(matrix),
            {stride(0, rows ? matrix.size(1) : 1), stride(1, rows ? 1 : matrix.size(0))}};
}

Product prepare(const at::Tensor& out, const at::Tensor& a, const at::Tensor& b, bool hasBias, Pointwise function) {
    dnnl::primitive_attr attributes;
    attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user); // the library's own belongs to one thread
    if (function != Pointwise::None)
        attributes.set_post_ops(onednn::followedBy(function));
    const memory::desc bias =
        hasBias ? memory::desc({1, out.size(1)}, memory::data_type::f32, memory::format_tag::ab) : memory::desc();
#if DNNL_VERSION_MAJOR < 3
    const dnnl::matmul::primitive_desc description(hasBias
                                                       ? dnnl::matmul::desc(describe(a), describe(b), bias, describe(out))
                                                       : dnnl::matmul::desc(describe(a), describe(b), describe(out)),
                                                   attributes, onednn::cpu());
#else
    const dnnl::matmul::primitive_desc description =
        hasBias ? dnnl::matmul::primitive_desc(onednn::cpu(), describe(a), describe(b), bias, describe(out), attributes)
                : dnnl::matmul::primitive_desc(onednn::cpu(), describe(a), describe(b), describe(out), attributes);
#endif
    const auto empty = [](const memory::desc& shape) { return memory(shape, onednn::cpu(), nullptr); };
    Product product{dnnl::matmul(description),
                    {{DNNL_ARG_SRC, empty(describe(a))},
                     {DNNL_ARG_WEIGHTS, empty(describe(b))},
                     {DNNL_ARG_DST, empty(describe(out))},
                     {DNNL_ARG_SCRATCHPAD, empty(description.scratchpad_desc())}},
                    std::int64_t(description.scratchpad_desc().get_size())};
    if (hasBias)
        product.arguments.emplace(DNNL_ARG_BIAS, empty(bias));
    return product;
}

} // namespace

void matmul(const at::Tensor& out, const at::Tensor& a, const at::Tensor& b, const at::Tensor& bias, Pointwise function) {
    if (out.numel() == 0)
        return;
    if (a.size(1) == 0) { // a sum of nothing, which oneDNN does not survive
        out.zero_();
        if (bias.defined())
            out.add_(bias);
        apply(function, out);
        return;
    }
    thread_local std::map<Key, Product> prepared;
    const Key key{a.size(0),
                  a.size(1),
                  b.size(1),
                  a.stride(0),
                  a.stride(1),
                  b.stride(0),
                  b.stride(1),
                  out.stride(0),
                  std::int64_t(a.scalar_type()) * 256 + std::int64_t(out.scalar_type()),
                  bias.defined(),
                  std::int64_t(function),
                  omp_get_max_threads()};
    Product& product = onednn::preparedFor(prepared, key, [&] { return prepare(out, a, b, bias.defined(), function); });
    product.arguments.at(DNNL_ARG_SRC).set_data_handle(a.data_ptr());
    product.arguments.at(DNNL_ARG_WEIGHTS).set_data_handle(b.data_ptr());
    product.arguments.at(DNNL_ARG_DST).set_data_handle(out.data_ptr());
    product.arguments.at(DNNL_ARG_SCRATCHPAD).set_data_handle(onednn::scratch(product.scratch));
    if (bias.defined())
        product.arguments.at(DNNL_ARG_BIAS).set_data_handle(bias.data_ptr());
    product.primitive.execute(onednn::stream(), product.arguments);
}

at::Tensor product(const at::Tensor& a, const at::Tensor& b, const at::Tensor& bias) {
    if (a.scalar_type() != at::kFloat)
        return bias.defined() ? at::addmm(bias, a, b) : at::mm(a, b);
    const at::Tensor out = at::empty({a.size(0), b.size(1)}, a.options());
    matmul(out, a, b, bias);
    return out;
}

} // namespace hourglass
