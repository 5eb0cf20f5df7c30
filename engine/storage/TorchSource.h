// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/Computation.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace hourglass {

/// Something with weights, or with a function of PyTorch of its own, in both languages. Its tensors have the names that
/// PyTorch gives them.
struct TorchModule {
    std::string constructor; ///< in Python: "nn.Linear(784, 512)"
    std::string script;      ///< in TorchScript, an expression of `input` and self: "torch.relu(input)"
    std::map<std::string, at::Tensor> tensors;
};

/// One step as PyTorch writes it.
struct TorchStep {
    std::optional<TorchModule> module; ///< a member, named as the step, to be called with the step's input
    std::optional<at::Tensor> tensor;  ///< or a bare tensor, likewise
    std::string expression;            ///< without a module: the output, from inputs and tensor, in both languages
};
TorchStep torchStep(const Step& step);

enum class TorchLanguage { Python, Script };

/// The method forward() of the computation's class, unindented.
std::string torchForward(const Computation& computation, TorchLanguage language);
/// That of a class whose members are named as the computations, run one after the other.
std::string torchForward(const std::vector<Computation>& computations, TorchLanguage language);
/// `text` with each line moved to the right, empty ones excepted.
std::string indented(const std::string& text, int spaces);

} // namespace hourglass
