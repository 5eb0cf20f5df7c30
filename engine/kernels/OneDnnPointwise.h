// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/kernels/OneDnn.h"
#include "engine/kernels/Pointwise.h"

#include <stdexcept>

namespace hourglass::onednn {

struct Function {
    dnnl::algorithm algorithm;
    float alpha;
};

/// The form whose derivative is taken from the function's value, where there is one: see derivesFromValue().
inline Function functionOf(Pointwise function) {
    using dnnl::algorithm;
    switch (function) {
    case Pointwise::None:
        break;
    case Pointwise::Relu:
        return {algorithm::eltwise_relu_use_dst_for_bwd, 0};
    case Pointwise::LeakyRelu:
        return {algorithm::eltwise_relu_use_dst_for_bwd, 0.01f};
    case Pointwise::Elu:
        return {algorithm::eltwise_elu_use_dst_for_bwd, 1};
    case Pointwise::Gelu:
        return {algorithm::eltwise_gelu_erf, 0};
    case Pointwise::Sigmoid:
        return {algorithm::eltwise_logistic_use_dst_for_bwd, 0};
    case Pointwise::Tanh:
        return {algorithm::eltwise_tanh_use_dst_for_bwd, 0};
    case Pointwise::Softplus:
        return {algorithm::eltwise_soft_relu, 1};
    }
    throw std::logic_error("no function");
}

/// For a primitive that ends with the function.
inline dnnl::post_ops followedBy(Pointwise function) {
    const Function f = functionOf(function);
    dnnl::post_ops after;
#if DNNL_VERSION_MAJOR < 3
    after.append_eltwise(1.f, f.algorithm, f.alpha, 0.f);
#else
    after.append_eltwise(f.algorithm, f.alpha, 0.f);
#endif
    return after;
}

} // namespace hourglass::onednn
