// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernels/Pointwise.h"

#include "engine/kernels/OneDnn.h"
#include "engine/kernels/OneDnnPointwise.h"

#include <omp.h>

#include <map>
#include <tuple>

namespace hourglass {

namespace {

using dnnl::memory;

struct Derivative {
    dnnl::eltwise_backward primitive;
    memory known;
    memory gradient;
    memory out;
};

dnnl::eltwise_forward::primitive_desc forwardOf(Pointwise function, const memory::desc& shape) {
    const auto f = onednn::functionOf(function);
    constexpr auto kind = dnnl::prop_kind::forward_training;
#if DNNL_VERSION_MAJOR < 3
    return {{kind, f.algorithm, shape, f.alpha, 0.f}, onednn::cpu()};
#else
    return {onednn::cpu(), kind, f.algorithm, shape, shape, f.alpha, 0.f};
#endif
}

dnnl::eltwise_backward::primitive_desc backwardOf(Pointwise function, const memory::desc& shape) {
    const auto f = onednn::functionOf(function);
#if DNNL_VERSION_MAJOR < 3
    return {{f.algorithm, shape, shape, f.alpha, 0.f}, onednn::cpu(), forwardOf(function, shape)};
#else
    return {onednn::cpu(), f.algorithm, shape, shape, shape, f.alpha, 0.f, forwardOf(function, shape)};
#endif
}

memory::desc flat(const at::Tensor& values) {
    return {{values.numel()}, onednn::typeOf(values.scalar_type()), memory::format_tag::a};
}

using Key = std::tuple<Pointwise, std::int64_t, at::ScalarType, int>;
Key keyOf(Pointwise function, const at::Tensor& values) {
    return {function, values.numel(), values.scalar_type(), omp_get_max_threads()};
}

} // namespace

bool derivesFromValue(Pointwise function) {
    return function != Pointwise::Gelu && function != Pointwise::Softplus;
}

void apply(Pointwise function, const at::Tensor& values) {
    if (function == Pointwise::None || values.numel() == 0)
        return;
    struct Function {
        dnnl::eltwise_forward primitive;
        memory values;
    };
    thread_local std::map<Key, Function> prepared;
    Function& known = onednn::preparedFor(prepared, keyOf(function, values), [&] {
        return Function{dnnl::eltwise_forward(forwardOf(function, flat(values))),
                        memory(flat(values), onednn::cpu(), nullptr)};
    });
    known.values.set_data_handle(values.data_ptr());
    known.primitive.execute(onednn::stream(), {{DNNL_ARG_SRC, known.values}, {DNNL_ARG_DST, known.values}});
}

void applyDerivative(Pointwise function, const at::Tensor& gradient, const at::Tensor& known, const at::Tensor& out) {
    if (function == Pointwise::None || gradient.numel() == 0)
        return;
    thread_local std::map<Key, Derivative> prepared;
    Derivative& derivative = onednn::preparedFor(prepared, keyOf(function, gradient), [&] {
        const auto numbers = [&] { return memory(flat(gradient), onednn::cpu(), nullptr); };
        return Derivative{dnnl::eltwise_backward(backwardOf(function, flat(gradient))), numbers(), numbers(), numbers()};
    });
    derivative.known.set_data_handle(known.data_ptr());
    derivative.gradient.set_data_handle(gradient.data_ptr());
    derivative.out.set_data_handle(out.data_ptr());
    derivative.primitive.execute(onednn::stream(),
                                 {{derivesFromValue(function) ? DNNL_ARG_DST : DNNL_ARG_SRC, derivative.known},
                                  {DNNL_ARG_DIFF_DST, derivative.gradient},
                                  {DNNL_ARG_DIFF_SRC, derivative.out}});
}

} // namespace hourglass
