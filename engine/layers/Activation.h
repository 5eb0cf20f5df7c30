// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Parameter.h"
#include "engine/core/Computation.h"
#include "engine/kernels/Pointwise.h"

#include <ATen/core/Tensor.h>

#include <string>

namespace hourglass {

/// The parameter "activation" that layers carry in their schema.
ParameterSpec activationParameter(const std::string& fallback = "relu");
/// @param id  one of activationChoices(). @throws Error for another.
at::Tensor activate(const std::string& id, const at::Tensor& input);
/// The same activation, described.
Value describeActivation(const std::string& id, Computation& computation, const Value& input);
/// The same activation, for the kernels.
Pointwise functionOf(const std::string& id);
/// Standard deviation factor of the initial weights in front of this activation (He for rectifiers, Glorot
/// else).
double initialGain(const std::string& id);

} // namespace hourglass
