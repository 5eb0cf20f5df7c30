// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/objective/Objective.h"

namespace hourglass {

Objective::Value Objective::evaluate(const BatchView& batch) const {
    Value result;
    for (const auto& term : m_terms) {
        const at::Tensor value = term->value(batch);
        const at::Tensor weighted = value * term->weight();
        result.total = result.total.defined() ? result.total + weighted : weighted;
        result.terms.push_back({term->name(), value.item<double>(), term->weight()});
    }
    return result;
}

} // namespace hourglass
