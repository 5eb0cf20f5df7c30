// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Explore.h"
#include "engine/variants/ModelInternals.h"
#include "tests/support/TinyExperiment.h"

#include <ATen/Functions.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace hourglass::test {

/// Untrained: for what holds for any weights.
inline Model untrainedModel(const Experiment& experiment, const DatasetAlbum& album) {
    auto internals = std::make_shared<Model::Private>();
    internals->experiment = experiment;
    internals->autoencoder = std::make_shared<Autoencoder>(experiment, DataTraits::of(album.info()));
    return Model(internals);
}

/// tinyExperiment() with nothing but affine layers.
inline Experiment linearExperiment() {
    Experiment experiment = tinyExperiment();
    for (LayerSpec& layer : experiment.network.encoder)
        layer.parameters.set("activation", std::string("none"));
    return withField(withField(experiment, "training.loss", "mse"), "training.output", "linear");
}

/// `count` × numbers, a copy.
inline at::Tensor rowsOf(const std::vector<float>& values, std::int64_t count) {
    return at::from_blob(const_cast<float*>(values.data()), {count, std::int64_t(values.size()) / count}, at::kFloat)
        .clone();
}

/// Of the album's first samples.
inline Codes someCodes(const Model& model, const DatasetAlbum& album, std::int64_t count) {
    Codes codes;
    for (std::int64_t i = 0; i < count; ++i) {
        const CodeValues code = encoded(model, album, i).code;
        codes.dimensions = std::int64_t(code.size());
        codes.values.insert(codes.values.end(), code.begin(), code.end());
        codes.labels.push_back(album.label(i));
    }
    return codes;
}

} // namespace hourglass::test
