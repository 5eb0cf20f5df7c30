// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernels/HalfCopy.h"

#include "engine/kernels/Vectorised.h"

#include <ATen/Functions.h>

#include <bit>

namespace hourglass {

namespace {

/// To the nearest bf16 number, ties to even. What is no number stays none.
HOURGLASS_VECTORISED void toHalf(const float* from, std::uint16_t* to, std::int64_t count) {
    for (std::int64_t i = 0; i < count; ++i) {
        const auto bits = std::bit_cast<std::uint32_t>(from[i]);
        const std::uint32_t rounded = (bits + 0x7fff + ((bits >> 16) & 1)) >> 16;
        to[i] = std::uint16_t(from[i] == from[i] ? rounded : 0x7fc0);
    }
}

} // namespace

const at::Tensor& HalfCopy::value() {
    if (!m_copy.defined())
        m_copy = at::empty(m_weight.sizes(), m_weight.options().dtype(at::kBFloat16).requires_grad(false));
    if (m_version != m_weight._version()) {
        renew(0, m_weight.numel());
        confirm();
    }
    return m_copy;
}

void HalfCopy::renew(std::int64_t first, std::int64_t last) {
    toHalf(m_weight.data_ptr<float>() + first, static_cast<std::uint16_t*>(m_copy.data_ptr()) + first, last - first);
}

} // namespace hourglass
