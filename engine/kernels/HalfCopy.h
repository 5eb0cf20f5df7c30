// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <utility>

namespace hourglass {

/// A copy of a weight in bf16, made anew when the weight has changed.
class HalfCopy {
public:
    /// @param weight  fp32, contiguous; it may change, its place may not
    explicit HalfCopy(at::Tensor weight)
        : m_weight(std::move(weight)) {
        TORCH_CHECK(m_weight.is_contiguous(), "a weight without gaps expected");
    }

    const at::Tensor& weight() const { return m_weight; }
    /// Safe from several threads while the copy is up to date.
    const at::Tensor& value();
    /// Whether anybody has asked for it.
    bool isUsed() const { return m_copy.defined(); }

    /// For whoever changes the weight by hand, so that it need not be read again: numbers [first, last) anew. Safe from
    /// several threads for parts that do not overlap. confirm() ends it.
    void renew(std::int64_t first, std::int64_t last);
    void confirm() { m_version = m_weight._version(); }

private:
    at::Tensor m_weight;
    at::Tensor m_copy;
    std::int64_t m_version = -1; ///< of the weight, when the copy was made
};

} // namespace hourglass
