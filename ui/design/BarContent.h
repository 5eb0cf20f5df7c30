// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/design/NetworkEdits.h"

#include <QString>

#include <optional>
#include <vector>

namespace hourglass::ui {

/// What one bar of the hourglass shows. Texts marked "variants" hold wordings of falling length, separated by
/// U+009C as QFontMetrics::elidedText() takes them.
struct BarContent {
    BarId id;
    QString title;      ///< variants: "Dense 512 · ReLU"
    QString detail;     ///< variants: "→ 512 · 401,920 parameters"
    QString cost;       ///< "512 bytes of memory and 131k operations for a sample"
    QString spokenName; ///< "Encoder layer 2 of 3, Dense 128, output 128, 65,664 parameters"
    QString explanation;
    QString fault;                     ///< empty when all is well
    double width = 1;                  ///< logarithm of the output's size, relative to the widest bar
    int channels = 0;                  ///< of an output that is a picture, otherwise 0
    double side = 0;                   ///< of its pictures, relative to the largest there are
    double nearness = 0;               ///< to the code: 0 at the ends, 1 at the code
    bool mirrored = false;             ///< follows the encoder, so it cannot be edited
    std::optional<ParameterSpec> main; ///< what typing a number on the bar changes
    double mainValue = 0;
    bool operator==(const BarContent&) const = default;
};

/// From the input down to the output. A fault stands on the bar that it belongs to.
std::vector<BarContent> describeBars(const NetworkSpec& network, const NetworkReport& report);

} // namespace hourglass::ui
