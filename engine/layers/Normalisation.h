// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/layers/Layer.h"

namespace hourglass {

/// What the normalisations share: the shape stays, each channel (each number of a vector) gets a scale and a
/// shift.
class Normalisation : public Layer {
public:
    Shape outputShape(const Parameters& parameters, const Shape& input) const override;
    std::int64_t parameterCount(const Parameters& parameters, const Shape& input) const override;
    /// Another one like it, except at the very end, where the output must be free to take any value.
    std::vector<LayerSpec> mirror(const Parameters& parameters, const Shape& input, const std::string& activation,
                                  bool last) const override;

protected:
    /// @param entry  complete but for the schema, which all normalisations share
    explicit Normalisation(CatalogueEntry entry);
};

/// Added to a variance before its root is taken.
inline constexpr double varianceFloor = 1e-5;

} // namespace hourglass
