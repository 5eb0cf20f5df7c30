// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernels/Matmul.h"

#include "engine/kernels/OneDnn.h"
#include "engine/kernels/OneDnnPointwise.h"

#include <ATen/Functions.h>
#include <omp.h>

#include <array>
#include <cstring>
#include <map>
#include <unordered_map>

namespace hourglass {

namespace {

using dnnl::memory;

/// Shapes, strides and types of all three matrices, the bias, what follows and the number of threads.
using Key = std::array<std::int64_t, 13>;

struct Product {
    dnnl::matmul primitive;
    std::unordered_map<int, memory> arguments;
    std::int64_t scratch = 0; ///< bytes
};

/// What is done with a · b.
struct Following {
    at::Tensor bias; ///< or undefined
    Pointwise function = Pointwise::None;
    bool adds = false; ///< to what is there
};

memory::desc describe(const Matrix& matrix) {
    // A stride along a side of length 1 means nothing, and may be anything.
    const auto stride = [](std::int64_t length, std::int64_t given, std::int64_t plain) {
        return length == 1 ? plain : given;
    };
    const bool inRows = matrix.columnStride == 1 || matrix.columns == 1;
    return {{matrix.rows, matrix.columns},
            onednn::typeOf(matrix.type),
            {stride(matrix.rows, matrix.rowStride, inRows ? matrix.columns : 1),
             stride(matrix.columns, matrix.columnStride, inRows ? 1 : matrix.rows)}};
}

Product prepare(const Matrix& out, const Matrix& a, const Matrix& b, const Following& following) {
    const bool hasBias = following.bias.defined();
    dnnl::primitive_attr attributes;
    attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user); // the library's own belongs to one thread
    if (following.adds) {
        dnnl::post_ops sum;
        sum.append_sum();
        attributes.set_post_ops(sum);
    } else if (following.function != Pointwise::None) {
        attributes.set_post_ops(onednn::followedBy(following.function));
    }
    const memory::desc bias =
        hasBias ? memory::desc({1, out.columns}, memory::data_type::f32, memory::format_tag::ab) : memory::desc();
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

/// Where a · b is a sum of nothing, which oneDNN does not survive.
void fillWithout(const Matrix& out, const Following& following) {
    if (following.adds)
        return;
    const at::Tensor values =
        at::from_blob(out.numbers, {out.rows, out.columns}, {out.rowStride, out.columnStride}, at::TensorOptions(out.type));
    values.zero_();
    if (following.bias.defined())
        values.add_(following.bias);
    apply(following.function, values);
}

/// Where `a` lies in columns, oneDNN's fastest product takes it without gaps between them only. A part of a larger matrix is
/// copied, which takes a fraction of the product's time.
/// @param room  for the copy
Matrix withoutGaps(const Matrix& a, at::Tensor& room) {
    if (a.rowStride != 1 || a.columnStride == a.rows || a.rows == 1 || a.columns == 1)
        return a;
    const std::size_t column = std::size_t(a.rows) * elementSize(a.type);
    const std::int64_t bytes = std::int64_t(column) * a.columns;
    if (!room.defined() || room.numel() < bytes)
        room = at::empty({bytes}, at::kByte);
    for (std::int64_t i = 0; i < a.columns; ++i)
        std::memcpy(static_cast<char*>(room.data_ptr()) + std::size_t(i) * column, a.columnRange(i, 1).numbers, column);
    Matrix copy = a;
    copy.numbers = room.data_ptr();
    copy.columnStride = a.rows;
    return copy;
}

void multiply(const Matrix& out, const Matrix& given, const Matrix& b, const Following& following) {
    if (out.rows == 0 || out.columns == 0)
        return;
    if (given.columns == 0)
        return fillWithout(out, following);
    thread_local at::Tensor room;
    const Matrix a = withoutGaps(given, room);
    thread_local std::map<Key, Product> prepared;
    const Key key{a.rows,
                  a.columns,
                  b.columns,
                  a.rowStride,
                  a.columnStride,
                  b.rowStride,
                  b.columnStride,
                  out.rowStride,
                  std::int64_t(a.type) * 256 + std::int64_t(out.type),
                  following.bias.defined(),
                  std::int64_t(following.function),
                  following.adds,
                  omp_get_max_threads()};
    Product& product = onednn::preparedFor(prepared, key, [&] { return prepare(out, a, b, following); });
    product.arguments.at(DNNL_ARG_SRC).set_data_handle(a.numbers);
    product.arguments.at(DNNL_ARG_WEIGHTS).set_data_handle(b.numbers);
    product.arguments.at(DNNL_ARG_DST).set_data_handle(out.numbers);
    product.arguments.at(DNNL_ARG_SCRATCHPAD).set_data_handle(onednn::scratch(product.scratch));
    if (following.bias.defined())
        product.arguments.at(DNNL_ARG_BIAS).set_data_handle(following.bias.data_ptr());
    product.primitive.execute(onednn::stream(), product.arguments);
}

} // namespace

void matmul(const Matrix& out, const Matrix& a, const Matrix& b, const at::Tensor& bias, Pointwise function) {
    multiply(out, a, b, {bias, function});
}

void addProduct(const Matrix& sum, const Matrix& a, const Matrix& b) {
    multiply(sum, a, b, {{}, Pointwise::None, true});
}

at::Tensor product(const at::Tensor& a, const at::Tensor& b, const at::Tensor& bias) {
    if (a.scalar_type() != at::kFloat)
        return bias.defined() ? at::addmm(bias, a, b) : at::mm(a, b);
    const at::Tensor out = at::empty({a.size(0), b.size(1)}, a.options());
    matmul(out, a, b, bias);
    return out;
}

} // namespace hourglass
