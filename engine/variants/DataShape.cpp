// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Catalogues.h"
#include "engine/variants/Recipe.h"

#include <algorithm>

namespace hourglass {

namespace {

bool worksWith(const Shape& sampleShape, const Experiment& experiment) {
    const NetworkReport report = inspect(experiment.network, sampleShape);
    if (report.fault)
        return false;
    try {
        recipeCatalogue().at(experiment.variant.kind).check(experiment, report);
    } catch (const Error&) {
        return false;
    }
    return true;
}

Experiment withMirroredDecoder(Experiment experiment) {
    experiment.network.mirrored = true;
    experiment.network.decoder.clear();
    return experiment;
}

/// A dense layer of half the sample's numbers and a code of a third of them, never larger than the default
/// network's. The recipe has the last word. @throws Error where what the variant is set to does not go with
/// it
Experiment withSmallNetwork(Experiment experiment, const Shape& sampleShape) {
    const NetworkSpec usual = defaultExperiment().network;
    const std::int64_t numbers = sampleShape.elements();
    const std::int64_t units = std::min((numbers + 1) / 2, usual.encoder.front().parameters.integer("units"));
    const std::int64_t code = std::clamp<std::int64_t>((numbers + 1) / 3, 1, usual.code.size);
    experiment.network = {{{"dense", {{"units", units}}}}, {"vector", code, "none"}, true, {}, experiment.network.tied};
    return complete(recipeCatalogue().at(experiment.variant.kind).adapted(std::move(experiment)));
}

} // namespace

Experiment withDataShape(const Experiment& current, const Shape& sampleShape) {
    if (worksWith(sampleShape, current))
        return current;
    if (const Experiment mirrored = withMirroredDecoder(current); worksWith(sampleShape, mirrored))
        return mirrored;
    try {
        const Experiment small = withSmallNetwork(current, sampleShape);
        return worksWith(sampleShape, small) ? small : current;
    } catch (const Error&) {
        return current;
    }
}

} // namespace hourglass
