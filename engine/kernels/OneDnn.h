// SPDX-License-Identifier: GPL-3.0-or-later
// What the sources of this room share; no header of another room knows oneDNN.
#pragma once

#include <ATen/Functions.h>
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

/// What was prepared for one kind of work, found again by its key; made by `make` where it is new. A network needs a few
/// dozen, so that many of them are left over from other networks.
template <typename Map, typename Make>
auto& preparedFor(Map& prepared, const typename Map::key_type& key, const Make& make) {
    constexpr std::size_t most = 256;
    auto place = prepared.find(key);
    if (place == prepared.end()) {
        if (prepared.size() >= most)
            prepared.clear();
        place = prepared.emplace(key, make()).first;
    }
    return place->second;
}

/// Room for what a primitive puts aside while it runs; the thread's own.
inline void* scratch(std::int64_t bytes) {
    thread_local at::Tensor room;
    if (!room.defined() || room.numel() < bytes)
        room = at::empty({bytes}, at::kByte);
    return room.data_ptr();
}

inline dnnl::memory::data_type typeOf(at::ScalarType type) {
    TORCH_CHECK(type == at::kFloat || type == at::kBFloat16, "fp32 or bf16 expected");
    return type == at::kBFloat16 ? dnnl::memory::data_type::bf16 : dnnl::memory::data_type::f32;
}

} // namespace hourglass::onednn
