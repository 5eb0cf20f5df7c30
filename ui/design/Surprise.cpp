// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/design/Surprise.h"

#include "engine/api/Catalogues.h"
#include "engine/api/Error.h"
#include "engine/api/Network.h"
#include "ui/design/NetworkEdits.h"

#include <algorithm>
#include <array>

namespace hourglass::ui {

namespace {

constexpr std::int64_t MostParameters = 2'000'000;

template <typename List>
const auto& oneOf(const List& list, QRandomGenerator& random) {
    return list[std::size_t(random.bounded(int(list.size())))];
}

bool isDense(const LayerSpec& layer) {
    return layer.kind == "dense";
}

/// One to three layers that narrow towards the code.
std::vector<LayerSpec> denseLayers(QRandomGenerator& random) {
    constexpr std::array<std::int64_t, 6> widths = {512, 384, 256, 128, 64, 32};
    const std::string& activation = oneOf(activationChoices(), random).id;
    std::vector<LayerSpec> layers;
    for (int i = random.bounded(3), count = 1 + random.bounded(3); count > 0; --count, ++i) {
        LayerSpec layer = newLayer("dense");
        layer.parameters.set("units", widths[std::size_t(i)]);
        layer.parameters.set("activation", activation == "none" ? std::string("relu") : activation);
        layers.push_back(std::move(layer));
    }
    return layers;
}

Experiment drawn(const Experiment& current, QRandomGenerator& random) {
    constexpr std::array<std::int64_t, 6> codes = {2, 4, 8, 16, 32, 64};
    Experiment experiment = withVariant(current, oneOf(variantEntries(), random).id);
    NetworkSpec& network = experiment.network;
    if (network.mirrored && std::ranges::all_of(network.encoder, isDense)) { // what a variant brings along stays
        network.encoder = denseLayers(random);
        network.tied = false;
    }
    if (network.code.kind == "vector")
        network.code.size = oneOf(codes, random);
    return complete(experiment);
}

} // namespace

Experiment surprise(const Experiment& current, const Shape& sample, std::int64_t classes, QRandomGenerator& random) {
    for (int attempt = 0; attempt < 100; ++attempt)
        try {
            const Experiment experiment = drawn(current, random);
            const NetworkReport report = inspect(experiment, sample, classes);
            if (!report.fault && report.parameters() + report.extraParameters <= MostParameters &&
                experiment.network != current.network)
                return experiment;
        } catch (const Error&) { // a variant that cannot work with these data, or with that network
        }
    return current;
}

} // namespace hourglass::ui
