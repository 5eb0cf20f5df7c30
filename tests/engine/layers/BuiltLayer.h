// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/Random.h"
#include "engine/layers/Layer.h"

#include <ATen/Functions.h>

#include <memory>
#include <string>
#include <vector>

namespace hourglass::test {

inline LayerSpec completed(const std::string& kind, const Parameters& parameters) {
    return {kind, complete(layerCatalogue().at(kind).entry().schema, parameters, kind)};
}

inline std::shared_ptr<LayerModule> built(const std::string& kind, const Parameters& parameters, const Shape& input) {
    at::Generator generator = seededGenerator(1, "weights");
    return layerCatalogue().at(kind).build(completed(kind, parameters).parameters, input, generator);
}

inline at::Tensor random(const std::vector<std::int64_t>& sizes) {
    at::Generator generator = seededGenerator(5, "test");
    return at::empty(sizes).normal_(0, 1, generator);
}

inline bool near(const at::Tensor& a, const at::Tensor& b, double tolerance = 1e-5) {
    return a.sizes() == b.sizes() && (a - b).abs().max().item<double>() < tolerance;
}

inline at::Tensor parameter(const LayerModule& module, const char* name) {
    return module.named_parameters()[name];
}

} // namespace hourglass::test
