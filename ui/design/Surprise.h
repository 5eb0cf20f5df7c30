// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Experiment.h"
#include "engine/api/Shape.h"

#include <QRandomGenerator>

#include <cstdint>

namespace hourglass::ui {

/// Another experiment on the same data, drawn at random: a variant, layers, activation and a code, of a size that trains in
/// a minute. It can be trained as it is.
/// @param classes  of the data; 0 without labels
Experiment surprise(const Experiment& current, const Shape& sample, std::int64_t classes, QRandomGenerator& random);

} // namespace hourglass::ui
