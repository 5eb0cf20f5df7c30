// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/variants/LayerNames.h"

#include <algorithm>
#include <sstream>
#include <utility>

namespace hourglass {

namespace {

bool isPartOf(const std::string& weight, const std::string& layer) {
    return weight == layer || weight.starts_with(layer + ".");
}

/// "encoder.0" of "encoder.0.weight".
std::string layerOf(const std::string& weight) {
    return weight.substr(0, weight.rfind('.'));
}

} // namespace

LayerNames::LayerNames(const std::string& text, std::string field)
    : m_field(std::move(field)) {
    std::string spaced = text;
    std::ranges::replace(spaced, ',', ' ');
    std::istringstream words(spaced);
    for (std::string word; words >> word;)
        m_names.push_back(word);
}

bool LayerNames::include(const std::string& weight) const {
    return std::ranges::any_of(m_names, [&](const std::string& name) { return isPartOf(weight, name); });
}

void LayerNames::requireAmong(const std::vector<std::string>& weights) const {
    for (const std::string& name : m_names) {
        if (std::ranges::any_of(weights, [&](const std::string& weight) { return isPartOf(weight, name); }))
            continue;
        std::string known, last;
        for (const std::string& weight : weights)
            if (const std::string layer = layerOf(weight); layer != last)
                known += (known.empty() ? "" : ", ") + (last = layer);
        throw Error("There is no layer \"" + name + "\" with weights. Those of this network are: " + known + ".", m_field);
    }
}

} // namespace hourglass
