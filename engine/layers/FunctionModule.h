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

    explicit FunctionModule(Function function)
        : m_function(std::move(function)) {}
    at::Tensor forward(const at::Tensor& input) override { return m_function(input); }

private:
    Function m_function;
};

} // namespace hourglass
