// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/design/NetworkEdits.h"

#include <cstddef>
#include <set>
#include <vector>

namespace hourglass::ui {

/// Which layers of the hourglass are chosen: one, or several of the same part. Bars are told by their place from the top.
class BarSelection {
public:
    /// Other bars; what was chosen is forgotten.
    void setBars(std::vector<BarId> bars, bool decoderEditable);

    void chooseOnly(std::size_t bar); ///< nothing where that is no layer that may be edited
    void toggle(std::size_t bar);
    void extendTo(std::size_t bar);     ///< all between the one chosen or toggled last and this one
    void chooseAll(std::size_t beside); ///< of the part that this one stands in

    bool isLayer(std::size_t bar) const; ///< and may be edited
    bool contains(std::size_t bar) const { return m_chosen.contains(bar); }
    std::vector<BarId> layers() const; ///< from top to bottom

private:
    bool isBeside(std::size_t bar, std::size_t other) const;

    std::vector<BarId> m_bars;
    std::set<std::size_t> m_chosen;
    std::size_t m_anchor = 0;
    bool m_decoderEditable = false;
};

} // namespace hourglass::ui
