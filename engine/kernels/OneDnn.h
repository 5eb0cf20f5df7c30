// SPDX-License-Identifier: GPL-3.0-or-later
// What the sources of this room share; no header but this one knows oneDNN.
#pragma once

#include <ATen/core/Tensor.h>
#include <oneapi/dnnl/dnnl.hpp>

namespace hourglass::onednn {

inline const dnnl::engine& cpu() {
    static const dnnl::engine engine(dnnl::engine::kind::cpu, 0);
    return engine;
}

inline dnnl::stream& stream() {
    thread_local dnnl::stream stream(cpu());
    return stream;
}

inline dnnl::memory::data_type typeOf(const at::Tensor& tensor) {
    return tensor.scalar_type() == at::kBFloat16 ? dnnl::memory::data_type::bf16 : dnnl::memory::data_type::f32;
}

} // namespace hourglass::onednn
