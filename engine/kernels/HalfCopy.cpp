// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/kernels/HalfCopy.h"

#include "engine/kernels/Half.h"
#include "engine/kernels/Vectorised.h"

#include <ATen/Functions.h>

namespace hourglass {

namespace {

HOURGLASS_VECTORISED void round(const float* from, std::uint16_t* to, std::int64_t count) {
    for (std::int64_t i = 0; i < count; ++i)
        to[i] = toHalf(from[i]);
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
    round(m_weight.data_ptr<float>() + first, static_cast<std::uint16_t*>(m_copy.data_ptr()) + first, last - first);
}

} // namespace hourglass
