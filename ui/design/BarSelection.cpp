// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/design/BarSelection.h"

#include <algorithm>
#include <utility>

namespace hourglass::ui {

void BarSelection::setBars(std::vector<BarId> bars, bool decoderEditable) {
    m_bars = std::move(bars);
    m_decoderEditable = decoderEditable;
    m_chosen.clear();
    m_anchor = 0;
}

bool BarSelection::isLayer(std::size_t bar) const {
    const BarRole role = m_bars.at(bar).role;
    return role == BarRole::Encoder || (role == BarRole::Decoder && m_decoderEditable);
}

bool BarSelection::isBeside(std::size_t bar, std::size_t other) const {
    return isLayer(bar) && m_bars[bar].role == m_bars[other].role;
}

void BarSelection::chooseOnly(std::size_t bar) {
    m_chosen.clear();
    m_anchor = bar;
    if (isLayer(bar))
        m_chosen.insert(bar);
}

void BarSelection::toggle(std::size_t bar) {
    if (!isLayer(bar))
        return;
    m_anchor = bar;
    if (m_chosen.erase(bar) > 0)
        return;
    std::erase_if(m_chosen, [&](std::size_t other) { return !isBeside(other, bar); });
    m_chosen.insert(bar);
}

void BarSelection::extendTo(std::size_t bar) {
    const auto [first, last] = std::minmax(m_anchor, bar);
    m_chosen.clear();
    for (std::size_t between = first; between <= last; ++between)
        if (isBeside(between, m_anchor))
            m_chosen.insert(between);
}

void BarSelection::chooseAll(std::size_t beside) {
    m_chosen.clear();
    m_anchor = beside;
    for (std::size_t bar = 0; bar < m_bars.size(); ++bar)
        if (isBeside(bar, beside))
            m_chosen.insert(bar);
}

std::vector<BarId> BarSelection::layers() const {
    std::vector<BarId> layers;
    for (const std::size_t bar : m_chosen)
        layers.push_back(m_bars[bar]);
    return layers;
}

} // namespace hourglass::ui
