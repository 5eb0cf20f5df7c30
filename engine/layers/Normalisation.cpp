// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/layers/Normalisation.h"

#include "engine/layers/Activation.h"

namespace hourglass {

static CatalogueEntry withSchema(CatalogueEntry entry) {
    entry.schema = {activationParameter("none")};
    return entry;
}

Normalisation::Normalisation(CatalogueEntry entry)
    : Layer(withSchema(std::move(entry))) {}

Shape Normalisation::outputShape(const Parameters&, const Shape& input) const {
    return input;
}

std::int64_t Normalisation::parameterCount(const Parameters&, const Shape& input) const {
    return 2 * input.sizes.front();
}

std::vector<LayerSpec> Normalisation::mirror(const Parameters&, const Shape&, const std::string& activation,
                                             bool last) const {
    if (last)
        return {};
    return {{entry().id, {{"activation", activation}}}};
}

} // namespace hourglass
