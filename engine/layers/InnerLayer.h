// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/layers/Layer.h"

#include <memory>
#include <string>

namespace hourglass {

/// A layer that another kind is made of: what it comes to is asked of its own kind.
class InnerLayer {
public:
    /// @param parameters  those away from the defaults
    InnerLayer(const std::string& kind, const Parameters& parameters);
    /// A convolution that keeps height and width with 3 × 3 filters.
    static InnerLayer convolution(std::int64_t channels, const std::string& activation);

    Shape outputShape(const Shape& input) const { return m_kind.outputShape(m_parameters, input); }
    std::int64_t parameterCount(const Shape& input) const { return m_kind.parameterCount(m_parameters, input); }
    std::int64_t innerElements(const Shape& input) const { return m_kind.innerElements(m_parameters, input); }
    std::int64_t flops(const Shape& input) const { return m_kind.flops(m_parameters, input); }
    std::shared_ptr<LayerModule> build(const Shape& input, at::Generator& generator) const {
        return m_kind.build(m_parameters, input, generator);
    }
    /// With weights of zero: a branch that ends with it adds nothing until it has learned what to add.
    std::shared_ptr<LayerModule> buildSilent(const Shape& input, at::Generator& generator) const;

private:
    const Layer& m_kind;
    Parameters m_parameters;
};

} // namespace hourglass
