// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Inside.h"

#include <QString>

#include <cstddef>
#include <vector>

namespace hourglass::ui {

/// Something about a layer that keeps the network from learning.
struct InsideWorry {
    enum class About { Dead, Saturated, Gradient };

    std::size_t layer = 0; ///< index into Inside::layers
    About about = About::Dead;
    QString text; ///< what it is and what to do, as sentences
};

/// Only of layers with weights: what pooling hands on says nothing new. That a reconstruction's last layer is saturated is
/// no worry, where samples are mostly black and white.
std::vector<InsideWorry> insideWorries(const Inside& inside);

} // namespace hourglass::ui
