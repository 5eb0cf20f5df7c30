// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/design/BarLayout.h"

#include <algorithm>
#include <array>

namespace hourglass::ui {

namespace {

struct Density {
    bool withDetail;
    int extraHeight;
    int gap;
    double letters = 1;
};
constexpr std::array<Density, 9> densities = {{{true, 14, 22},
                                               {true, 8, 16},
                                               {true, 2, 12},
                                               {true, 0, 8},
                                               {false, 2, 8},
                                               {false, 0, 5},
                                               {false, 0, 3, 0.85},
                                               {false, 0, 2, 0.7},
                                               {false, 0, 1, 0.55}}};

constexpr int faultGap = 2; ///< above and below the message

bool isEnd(const BarContent& content) {
    return content.id.role == BarRole::Input || content.id.role == BarRole::Output;
}

int barHeight(const BarContent& content, const Density& density, const BarMeasures& measures) {
    if (isEnd(content))
        return int(density.letters * measures.lineHeight);
    return int(density.letters * (density.withDetail ? measures.fullHeight : measures.lineHeight)) + density.extraHeight;
}

/// Stacks the bars from `top` on.
BarLayout stacked(const std::vector<BarContent>& contents, const BarMeasures& measures, const Density& density, int top) {
    constexpr int margin = BarLayout::margin;
    const int room = measures.room.width() - 2 * margin - measures.columnWidth;
    BarLayout layout;
    layout.letters = density.letters;
    int y = top;
    for (const BarContent& content : contents) {
        const int width = std::clamp(int(room * content.width), std::min(measures.leastWidth, room), room);
        layout.bars.emplace_back(margin + (room - width) / 2, y, width, barHeight(content, density, measures));
        y += layout.bars.back().height();
        if (!content.fault.isEmpty()) {
            layout.fault = {margin, y + faultGap, room, measures.faultHeight};
            y += measures.faultHeight + 2 * faultGap;
        }
        y += density.gap;
    }
    layout.height = y - density.gap + margin;
    return layout;
}

} // namespace

BarLayout layOutBars(const std::vector<BarContent>& contents, const BarMeasures& measures) {
    for (const Density& density : densities) {
        const BarLayout layout = stacked(contents, measures, density, BarLayout::margin);
        const int left = measures.room.height() - layout.height;
        if (left >= 0)
            return stacked(contents, measures, density, BarLayout::margin + left / 2);
    }
    return stacked(contents, measures, densities.back(), BarLayout::margin);
}

} // namespace hourglass::ui
