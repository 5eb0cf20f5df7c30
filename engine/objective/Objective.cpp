// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/objective/Objective.h"

#include <ATen/TensorOperators.h>

#include <algorithm>

namespace hourglass {

Objective::Value Objective::evaluate(const BatchView& batch) const {
    Value result;
    for (const auto& term : m_terms) {
        const double weight = term->weightAt(batch.epoch);
        const at::Tensor value = term->value(batch);
        const bool own = term->player() == Term::Player::Autoencoder;
        result.terms.push_back({term->name(), value.item<double>(), own ? weight : 0, term->unit()});
        if (weight == 0) // zero times infinity would be no number
            continue;
        at::Tensor& sum = own ? result.total : result.opponent;
        const at::Tensor weighted = value * weight;
        sum = sum.defined() ? sum + weighted : weighted;
    }
    if (!result.total.defined()) // nothing counts
        result.total = m_terms.front()->value(batch) * 0;
    return result;
}

bool Objective::couplesSamples() const {
    return std::ranges::any_of(m_terms, [](const auto& term) { return term->couplesSamples(); });
}

} // namespace hourglass
