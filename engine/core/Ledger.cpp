// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Ledger.h"

#include <algorithm>
#include <numbers>

namespace hourglass {

std::vector<LedgerRow> ledger(const std::vector<TermValue>& terms, std::int64_t features) {
    std::vector<LedgerRow> rows;
    for (const TermValue& term : terms) {
        LedgerRow row{term.name, term.unit, term.weight, term.value, term.weight * term.value, term.value / double(features),
                      {}};
        if (term.unit == "nats")
            row.bits = term.value / std::numbers::ln2;
        rows.push_back(std::move(row));
    }
    return rows;
}

std::optional<double> effectiveBeta(const std::vector<TermValue>& terms) {
    const auto kl = std::ranges::find(terms, "kl", &TermValue::name);
    const auto reconstruction = std::ranges::find(terms, "reconstruction", &TermValue::name);
    if (kl == terms.end() || reconstruction == terms.end() || reconstruction->weight == 0)
        return std::nullopt;
    return kl->weight / reconstruction->weight;
}

} // namespace hourglass
