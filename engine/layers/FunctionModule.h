// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/layers/Layer.h"

#include <functional>
#include <utility>
#include <vector>

namespace hourglass {

/// A layer without weights: a function of its input.
class FunctionModule final : public LayerModule {
public:
    using Function = std::function<at::Tensor(const at::Tensor&)>;

    /// @param primitive  the same function, described
    FunctionModule(Function function, Primitive primitive)
        : FunctionModule(std::move(function), std::vector{std::move(primitive)}) {}
    /// @param primitives  the same function, described as one after the other
    FunctionModule(Function function, std::vector<Primitive> primitives)
        : m_function(std::move(function))
        , m_primitives(std::move(primitives)) {}
    at::Tensor forward(const at::Tensor& input) override { return m_function(input); }
    Value describe(Computation& computation, const Value& input) const override {
        Value value = input;
        for (const Primitive& primitive : m_primitives)
            value = computation.add(primitive, {value});
        return value;
    }

private:
    Function m_function;
    std::vector<Primitive> m_primitives;
};

} // namespace hourglass
