// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/LiveChange.h"

#include "engine/api/Catalogues.h"
#include "ui/session/Convert.h"

namespace hourglass::ui {

namespace {

void add(std::vector<LiveChange>& changes, const ParameterSchema& schema, const Parameters& before,
         const Parameters& after) {
    for (const ParameterSpec& spec : schema) {
        const ParameterValue *then = before.find(spec.key), *now = after.find(spec.key);
        if (spec.live && then && now && *then != *now)
            changes.push_back({toQString(spec.label), toQString(toText(*now))});
    }
}

} // namespace

std::vector<LiveChange> liveChanges(const Experiment& before, const Experiment& after) {
    std::vector<LiveChange> changes;
    add(changes, trainingSchema(), before.training, after.training);
    add(changes, findEntry(variantEntries(), before.variant.kind).schema, before.variant.parameters,
        after.variant.parameters);
    add(changes, findEntry(corruptionEntries(), before.corruption.kind).schema, before.corruption.parameters,
        after.corruption.parameters);
    return changes;
}

} // namespace hourglass::ui
