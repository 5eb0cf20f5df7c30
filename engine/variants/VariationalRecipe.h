// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/variants/Recipe.h"

namespace hourglass {

/// What the variants with a Gaussian code have in common: bottleneck, the terms of the KL divergence, the lens.
class VariationalRecipe : public Recipe {
public:
    Experiment adapted(Experiment current) const override;
    void check(const Experiment& experiment) const override;
    std::int64_t rawPerCode() const override { return 2; }
    std::shared_ptr<Bottleneck> bottleneck(const Experiment&, at::Generator&) const override;
    std::vector<std::unique_ptr<const Term>> terms(const Experiment&, const Parts&) const override;
    std::vector<Figure> lens(const Experiment&, const LensView&) const override;

    /// @throws Error where the code has an activation: a mean must be free to take any value.
    static void requireFreeCode(const CodeSpec& code);

protected:
    using Recipe::Recipe;
    /// β, warm-up, free nats and MMD behind what the variant has of its own.
    static ParameterSchema withKlParameters(ParameterSchema own = {});
};

} // namespace hourglass
