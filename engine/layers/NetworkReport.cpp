// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Network.h"

#include "engine/core/Text.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

namespace hourglass {

namespace {

template <class Add>
void forEachLayer(const NetworkReport& report, Add add) {
    for (const LayerReport& layer : report.encoder)
        add(layer);
    if (report.code)
        add(*report.code);
    for (const LayerReport& layer : report.decoder)
        add(layer);
}

std::string rounded(double value, int decimals) {
    const double scale = std::pow(10, decimals);
    return shortNumber(std::round(value * scale) / scale);
}

/// "785", "52.3 k", "0.94 M".
std::string countInWords(std::int64_t count) {
    if (count < 10'000)
        return std::to_string(count);
    return count < 100'000 ? rounded(double(count) / 1e3, 1) + " k" : rounded(double(count) / 1e6, 2) + " M";
}

/// One size that the sample has on its way.
struct Station {
    std::int64_t elements;
    std::string text;
};

void pass(std::vector<Station>& way, const LayerReport& layer) {
    const Station reached{layer.output.elements(), layer.output.text()};
    const bool onlyReshapes = layer.flops == 0 && layer.output.elements() == layer.input.elements();
    // What keeps the shape is named when it mixes the numbers, not when it scales and shifts each of them.
    const bool mixes = layer.parameters > 2 * layer.output.elements();
    if (!onlyReshapes && (mixes || layer.output != layer.input))
        way.push_back(reached);
    else if (layer.output.isPicture() && !way.empty())
        way.back() = reached; // a picture says more than its number of pixels
}

std::vector<Station> wayThere(const NetworkReport& report) {
    const Shape& input = report.input;
    const auto& first = report.encoder.empty() ? report.code : std::optional(report.encoder.front());
    const bool asPicture = !first || first->output.isPicture();
    std::vector<Station> way{{input.elements(), asPicture ? input.text() : std::to_string(input.elements())}};
    for (const LayerReport& layer : report.encoder)
        pass(way, layer);
    if (report.code)
        pass(way, *report.code);
    return way;
}

std::vector<Station> wayBack(const NetworkReport& report) {
    std::vector<Station> way;
    for (const LayerReport& layer : report.decoder)
        pass(way, layer);
    return way;
}

} // namespace

std::int64_t NetworkReport::parameters() const {
    std::int64_t sum = 0;
    forEachLayer(*this, [&](const LayerReport& layer) { sum += layer.parameters; });
    return sum;
}

std::int64_t NetworkReport::flops() const {
    std::int64_t sum = 0;
    forEachLayer(*this, [&](const LayerReport& layer) { sum += layer.flops; });
    return sum;
}

std::int64_t NetworkReport::activationBytes() const {
    std::int64_t sum = 0;
    forEachLayer(*this, [&](const LayerReport& layer) { sum += layer.activationBytes; });
    return sum;
}

double NetworkReport::compression() const {
    return code ? double(input.elements()) / double(code->output.elements()) : 0;
}

std::string NetworkReport::inWords() const {
    const std::vector<Station> there = wayThere(*this);
    const std::vector<Station> back = wayBack(*this);
    const bool mirrored =
        !back.empty() && std::equal(back.rbegin(), back.rend(), there.begin(), there.end() - 1,
                                    [](const Station& a, const Station& b) { return a.elements == b.elements; });
    std::string text = there.front().text;
    for (auto station = there.begin() + 1; station != there.end(); ++station)
        text += " → " + station->text;
    if (mirrored)
        text += ", mirrored";
    else
        for (const Station& station : back)
            text += " → " + station.text;
    text += ", " + countInWords(parameters()) + " parameters";
    return code ? text + ", " + rounded(compression(), 1) + " : 1" : text;
}

} // namespace hourglass
