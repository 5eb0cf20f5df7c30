// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/layers/Layer.h"

#include <functional>
#include <utility>

namespace hourglass {

/// A layer without weights: a function of its input.
class FunctionModule final : public LayerModule {
public:
    using Function = std::function<at::Tensor(const at::Tensor&)>;

    /// @param primitive  the same function, described
    FunctionModule(Function function, Primitive primitive)
        : m_function(std::move(function))
        , m_primitive(std::move(primitive)) {}
    at::Tensor forward(const at::Tensor& input) override { return m_function(input); }
    Value describe(Computation& computation, const Value& input) const override {
        return computation.add(m_primitive, {input});
    }

private:
    Function m_function;
    Primitive m_primitive;
};

} // namespace hourglass
