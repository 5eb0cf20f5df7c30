// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/layers/FactoredGradients.h"

#include <algorithm>

namespace hourglass {

thread_local FactoredGradients* FactoredGradients::s_current = nullptr;

FactoredGradients::FactoredGradients(const std::vector<at::Tensor>& weights)
    : factors(weights.size())
    , m_weights(weights)
    , m_before(s_current) {
    s_current = this;
}

FactoredGradients::~FactoredGradients() {
    s_current = m_before;
}

bool FactoredGradients::take(const at::Tensor& weight, const GradientFactors& factors) {
    if (!s_current || !weight.is_contiguous())
        return false;
    const auto& weights = s_current->m_weights;
    const auto place = std::ranges::find_if(weights, [&](const at::Tensor& candidate) { return candidate.is_same(weight); });
    if (place == weights.end())
        return false;
    s_current->factors[std::size_t(place - weights.begin())].push_back(factors);
    return true;
}

} // namespace hourglass
