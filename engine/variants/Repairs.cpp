// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Repairs.h"

#include "engine/api/Catalogues.h"
#include "engine/api/Error.h"
#include "engine/api/Network.h"
#include "engine/core/Text.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <functional>
#include <utility>

namespace hourglass {

namespace {

constexpr std::size_t kMostRepairs = 3;

/// How far the sample gets; a network without a fault takes it all the way.
std::size_t reach(const NetworkReport& report) {
    if (!report.fault)
        return std::size_t(-1);
    // A fault at the end is found when every layer stands: further than any of them.
    return report.encoder.size() + (report.code ? 1 : 0) + report.decoder.size();
}

/// The largest square picture whose channels take all numbers.
Shape squarest(std::int64_t numbers) {
    for (auto side = std::int64_t(std::sqrt(double(numbers))); side > 1; --side)
        if (numbers % (side * side) == 0)
            return {{numbers / (side * side), side, side}};
    return {{numbers, 1, 1}};
}

/// As inside a sentence.
std::string lowered(std::string label) {
    label.front() = char(std::tolower(static_cast<unsigned char>(label.front())));
    return label;
}

/// Tries out what may mend one network.
class Workshop {
public:
    Workshop(const Experiment& experiment, const Shape& input, std::int64_t classes)
        : m_experiment(experiment)
        , m_input(input)
        , m_classes(classes)
        , m_report(inspected(experiment.network)) {}

    std::vector<Repair> work() {
        if (!m_report.fault)
            return {};
        const LayerFault& fault = *m_report.fault;
        if (fault.field == "network.tied")
            tryOut("Untie the weights", [](NetworkSpec& network) { network.tied = false; });
        else if (fault.part != NetworkPart::Code && (fault.part == NetworkPart::Encoder || !m_experiment.network.mirrored))
            repairLayers(fault);
        if (!m_experiment.network.mirrored && fault.part == NetworkPart::Decoder)
            tryOut("Mirror the encoder", [](NetworkSpec& network) {
                network.mirrored = true;
                network.decoder.clear();
            });
        const bool cured = std::ranges::any_of(m_found, [](const Found& found) { return found.reach == std::size_t(-1); });
        std::vector<Repair> best;
        for (Found& found : m_found)
            if (best.size() < kMostRepairs && (!cured || found.reach == std::size_t(-1)))
                best.push_back(std::move(found.repair));
        return best;
    }

private:
    struct Found {
        Repair repair;
        std::size_t reach;
    };
    using Change = std::function<void(NetworkSpec&)>;

    NetworkReport inspected(const NetworkSpec& network) const {
        Experiment experiment = m_experiment;
        experiment.network = network;
        return inspect(experiment, m_input, m_classes);
    }

    /// @return whether it helps: brings the sample past one of the layers that there were
    bool tryOut(const std::string& title, const Change& change) {
        const NetworkSpec& before = m_experiment.network;
        NetworkSpec network = before;
        change(network);
        const std::size_t reached = reach(inspected(network));
        const bool mends = reached == std::size_t(-1);
        const std::size_t layersBefore = before.encoder.size() + before.decoder.size();
        const std::size_t layersNow = network.encoder.size() + network.decoder.size();
        if (!mends && reached + layersBefore <= reach(m_report) + layersNow)
            return false;
        m_found.push_back({{title, std::move(network), mends}, reached});
        return true;
    }

    std::vector<LayerSpec>& layersIn(NetworkSpec& network) const {
        return m_report.fault->part == NetworkPart::Encoder ? network.encoder : network.decoder;
    }

    void repairLayers(const LayerFault& fault) {
        NetworkSpec given = m_experiment.network;
        const std::vector<LayerSpec>& layers = layersIn(given);
        const auto& reports = fault.part == NetworkPart::Encoder ? m_report.encoder : m_report.decoder;
        const std::size_t at = fault.index;
        const bool stands = at < reports.size(); // its fault is not its own: that of the end, or of the variant
        if (fault.part == NetworkPart::Decoder && (layers.empty() || stands)) {
            repairEnd(layers, at);
            return;
        }
        if (at >= layers.size())
            return;
        const Shape arriving = at > 0                               ? reports[at - 1].output
                               : fault.part == NetworkPart::Encoder ? m_input
                                                                    : m_report.code->output;
        if (!stands) {
            repairShape(layers[at], at, arriving);
            repairNumbers(layers[at], at, fault.field);
        }
        tryOut("Remove " + lowered(findEntry(layerEntries(), layers[at].kind).title),
               [&](NetworkSpec& network) { layersIn(network).erase(layersIn(network).begin() + std::ptrdiff_t(at)); });
    }

    /// Where it wants a picture, or a picture of so many numbers.
    void repairShape(const LayerSpec& layer, std::size_t at, const Shape& arriving) {
        for (const Shape& picture : picturesOf(arriving.elements())) {
            const LayerSpec reshape{
                "reshape", {{"channels", picture.channels()}, {"height", picture.height()}, {"width", picture.width()}}};
            const bool isReshape = layer.kind == "reshape";
            if (tryOut(isReshape ? "Set reshape to " + picture.text() : "Reshape to " + picture.text() + " before it",
                       [&](NetworkSpec& network) {
                           auto& layers = layersIn(network);
                           if (isReshape)
                               layers[at] = reshape;
                           else
                               layers.insert(layers.begin() + std::ptrdiff_t(at), reshape);
                       }))
                return;
        }
    }

    /// Pictures of so many numbers: first those that the sample has on its way already.
    std::vector<Shape> picturesOf(std::int64_t numbers) const {
        std::vector<Shape> pictures;
        const auto add = [&](const Shape& shape) {
            if (shape.isPicture() && shape.elements() == numbers)
                pictures.push_back(shape);
        };
        for (auto layer = m_report.encoder.rbegin(); layer != m_report.encoder.rend(); ++layer)
            add(layer->output);
        add(m_input);
        add(squarest(numbers));
        return pictures;
    }

    /// A number that does not go: the nearest one that does, a smaller one first; of the parameter that the fault names, or
    /// of the one that makes the layer so large.
    void repairNumbers(const LayerSpec& layer, std::size_t at, const std::string& field) {
        const CatalogueEntry& entry = findEntry(layerEntries(), layer.kind);
        const Parameters values = complete(entry.schema, layer.parameters, "network");
        for (const ParameterSpec& spec : entry.schema) {
            if (spec.type != ParameterSpec::Type::Integer)
                continue;
            const std::int64_t value = values.integer(spec.key);
            std::vector<std::int64_t> wanted;
            if (field.ends_with("." + spec.key)) {
                for (std::int64_t smaller = value - 1; smaller >= std::int64_t(spec.minimum) && wanted.size() < 32;
                     --smaller)
                    wanted.push_back(smaller);
                for (std::int64_t larger = value + 1; larger <= std::min(std::int64_t(spec.maximum), value + 16); ++larger)
                    wanted.push_back(larger);
            } else if (&spec == &entry.schema.front() && layer.kind != "reshape") { // units, channels
                for (std::int64_t half = value / 2; half >= 1; half /= 2)
                    wanted.push_back(half);
            }
            tryFirst(wanted, "Set " + lowered(spec.label) + " to ", [&](NetworkSpec& network, std::int64_t number) {
                layersIn(network)[at].parameters.set(spec.key, number);
            });
        }
    }

    /// The first number that mends the network, or else the first that helps.
    void tryFirst(const std::vector<std::int64_t>& numbers, const std::string& title,
                  const std::function<void(NetworkSpec&, std::int64_t)>& change) {
        const std::size_t before = m_found.size();
        for (const std::int64_t number : numbers)
            if (tryOut(title + std::to_string(number), [&](NetworkSpec& network) { change(network, number); })) {
                if (m_found.back().reach == std::size_t(-1))
                    std::swap(m_found[before], m_found.back());
                m_found.resize(before + 1);
                if (m_found.back().reach == std::size_t(-1))
                    return;
            }
    }

    /// The decoder does not end with the sample's numbers, or ends with an activation.
    void repairEnd(const std::vector<LayerSpec>& layers, std::size_t at) {
        const std::int64_t numbers = m_input.elements();
        if (m_report.fault->field.ends_with(".activation")) {
            tryOut("Take its activation away",
                   [&](NetworkSpec& network) { network.decoder[at].parameters.set("activation", std::string("none")); });
            return;
        }
        if (!layers.empty() && layers.back().kind == "dense")
            tryOut("Set dense to " + std::to_string(numbers) + " units",
                   [&](NetworkSpec& network) { network.decoder.back().parameters.set("units", numbers); });
        if (!layers.empty() && m_input.isPicture() && layers.back().parameters.contains("channels"))
            tryOut("Set channels to " + std::to_string(m_input.channels()),
                   [&](NetworkSpec& network) { network.decoder.back().parameters.set("channels", m_input.channels()); });
        tryOut("Add dense " + std::to_string(numbers), [&](NetworkSpec& network) {
            network.decoder.push_back({"dense", {{"units", numbers}, {"activation", std::string("none")}}});
        });
    }

    Experiment m_experiment;
    Shape m_input;
    std::int64_t m_classes;
    NetworkReport m_report;
    std::vector<Found> m_found;
};

} // namespace

std::vector<Repair> repairs(const Experiment& experiment, const Shape& input, std::int64_t classes) {
    try {
        return Workshop(experiment, input, classes).work();
    } catch (const Error&) {
        return {}; // a kind or a parameter that is not known: nothing to try
    }
}

} // namespace hourglass
