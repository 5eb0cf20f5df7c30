// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Network.h"

#include "engine/layers/Code.h"
#include "engine/layers/Layer.h"
#include "engine/layers/Shapes.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace hourglass {

namespace {

// No machine trains more, and below these limits no count here can overflow 64 bits.
constexpr std::int64_t mostParameters = std::int64_t(1) << 31;
constexpr std::int64_t mostActivationBytes = std::int64_t(1) << 33;
constexpr std::int64_t mostElements = mostActivationBytes / sizeof(float);

void checkInput(const Shape& input) {
    const bool whole = std::ranges::all_of(input.sizes, [](std::int64_t size) { return size > 0; });
    if ((input.sizes.size() != 1 && !input.isPicture()) || !whole)
        throw Error("The samples have no usable shape: a network needs a vector or a picture (channels × height × "
                    "width) with at least one number.");
    if (input.elements() > mostElements)
        throw Error("Samples of " + input.text() +
                    " numbers are too large for a network. Make them smaller when the data are loaded.");
}

/// Puts one layer after another and keeps count.
class Builder {
public:
    explicit Builder(const Shape& input)
        : m_shape(input) {}

    /// @param where  the layer's path in the experiment, for the fault
    /// @param seen   the input with all that the layer is told besides
    /// @param built  the layer's parameters, complete, where more is built than `given`
    LayerReport place(const LayerSpec& given, const std::string& where, const Shape& seen,
                      const Parameters* built = nullptr) {
        const Layer& kind = layerCatalogue().at(given.kind, where + ".kind");
        const LayerSpec layer{given.kind, complete(kind.entry().schema, given.parameters, where)};
        const Shape output = outputShape(kind, layer.parameters, where);

        const std::int64_t inner = std::min(kind.innerElements(layer.parameters, m_shape), mostElements);
        const std::int64_t bytes = (std::min(output.elements(), mostElements + 1) + inner) * std::int64_t(sizeof(float));
        m_activationBytes += bytes;
        if (m_activationBytes > mostActivationBytes)
            throw Error("The outputs of the layers up to this one would need more than 8 GiB for a single sample. "
                        "Make the layers smaller.",
                        where);
        const Parameters& costing = built ? *built : layer.parameters;
        if (seen.elements() > mostElements)
            throw Error("This layer would be told too many classes besides its input.", where);
        const std::int64_t parameters = kind.parameterCount(costing, seen);
        m_parameters += parameters;
        if (m_parameters > mostParameters)
            throw Error("The layers up to this one would have more than 2 billion parameters. Make this layer or "
                        "the one before it smaller.",
                        where);
        const std::int64_t flops = kind.flops(costing, seen);
        return {layer, std::exchange(m_shape, output), output, parameters, flops, bytes};
    }

    LayerReport placeCode(const CodeSpec& code, const CodeTraits& traits) {
        const Shape input = code.kind == "vector" ? Shape{{m_shape.elements()}} : m_shape;
        const LayerSpec built = codeLayer(code, traits.rawPerCode);
        return place(codeLayer(code), "network.code", withClasses(input, traits.toldClasses), &built.parameters);
    }

    /// @param toldClasses  to the first layer
    void placeAll(const std::vector<LayerSpec>& layers, const std::string& where, std::vector<LayerReport>& reports,
                  std::int64_t toldClasses = 0) {
        for (const LayerSpec& layer : layers)
            reports.push_back(place(layer, where + "." + std::to_string(reports.size()),
                                    reports.empty() ? withClasses(m_shape, toldClasses) : m_shape));
    }

    const Shape& shape() const { return m_shape; }

private:
    Shape outputShape(const Layer& kind, const Parameters& parameters, const std::string& where) const {
        try {
            return kind.outputShape(parameters, m_shape);
        } catch (const Error& error) {
            throw Error(error.message(), error.field().empty() ? where : where + "." + error.field());
        }
    }

    Shape m_shape;
    std::int64_t m_parameters = 0;
    std::int64_t m_activationBytes = 0;
};

bool hasActivation(const LayerSpec& layer) {
    return layer.parameters.contains("activation");
}

/// The layers that lead back from the code to the input.
std::vector<LayerSpec> mirrorOf(const NetworkReport& report) {
    std::vector<LayerReport> way = report.encoder;
    way.push_back(*report.code);

    // From the input on, so that each layer knows what the ones nearer to the input have become: those that
    // follow it in the decoder.
    std::vector<LayerSpec> decoder;
    std::string activation = "none"; // of whatever produced this layer's input
    bool last = true;                // nothing with weights follows in the decoder
    for (const LayerReport& stage : way) {
        const Layer& kind = layerCatalogue().at(stage.layer.kind);
        const auto layers = kind.mirror(stage.layer.parameters, stage.input, last ? "none" : activation, last);
        decoder.insert(decoder.begin(), layers.begin(), layers.end());
        last = last && std::ranges::none_of(layers, hasActivation);
        if (hasActivation(stage.layer))
            activation = activationOf(stage.layer);
    }
    return decoder;
}

std::string inNumbers(const Shape& shape) {
    return shape.isPicture() ? shape.text() + " = " + std::to_string(shape.elements()) + " numbers"
                             : shape.text() + " numbers";
}

/// What is wrong with a decoder that ends with `end`, although each of its layers stands.
std::optional<LayerFault> faultAtEnd(const NetworkReport& report, const Shape& end) {
    const auto& decoder = report.decoder;
    const auto where = [](std::size_t index) { return "network.decoder." + std::to_string(index); };
    if (end.elements() != report.input.elements()) {
        const std::size_t index = decoder.empty() ? 0 : decoder.size() - 1;
        return LayerFault{NetworkPart::Decoder, index,
                          "The decoder ends with " + inNumbers(end) + ", but the sample that it has to rebuild is " +
                              inNumbers(report.input) + ".",
                          decoder.empty() ? "network.decoder" : where(index)};
    }
    for (std::size_t i = decoder.size(); i-- > 0;) {
        if (!hasActivation(decoder[i].layer))
            continue;
        if (activationOf(decoder[i].layer) == "none")
            break;
        return LayerFault{NetworkPart::Decoder, i,
                          "The last layer must have no activation: the loss chooses the one that fits the data.",
                          where(i) + ".activation"};
    }
    return std::nullopt;
}

/// Whether it has weights other than those of a dense layer, normalisations apart.
bool hasFilters(const LayerReport& report) {
    return hasActivation(report.layer) && report.layer.kind != "dense";
}

/// A tied dense layer has no weights of its own, only its bias.
void tie(NetworkReport& report, bool mirrored) {
    if (!mirrored)
        throw Error("Only a decoder that mirrors the encoder can use its weights. Mirror it, or untie the weights.",
                    "network.tied");
    if (hasFilters(*report.code) || std::ranges::any_of(report.encoder, hasFilters))
        throw Error("Tied weights are for dense layers, and this network has convolutions. Untie the weights.",
                    "network.tied");
    for (LayerReport& layer : report.decoder)
        if (layer.layer.kind == "dense")
            layer.parameters = layer.output.elements();
}

} // namespace

NetworkReport inspect(const NetworkSpec& network, const Shape& input, const CodeTraits& traits) {
    NetworkReport report;
    report.input = input;
    NetworkPart part = NetworkPart::Encoder;
    try {
        checkInput(input);
        Builder builder(input);
        builder.placeAll(network.encoder, "network.encoder", report.encoder);
        part = NetworkPart::Code;
        report.code = builder.placeCode(network.code, traits);
        part = NetworkPart::Decoder;
        builder.placeAll(network.mirrored ? mirrorOf(report) : network.decoder, "network.decoder", report.decoder,
                         traits.toldClasses);
        report.fault = faultAtEnd(report, builder.shape());
        if (network.tied)
            tie(report, network.mirrored);
    } catch (const Error& error) {
        const std::size_t index = part == NetworkPart::Encoder   ? report.encoder.size()
                                  : part == NetworkPart::Decoder ? report.decoder.size()
                                                                 : 0;
        report.fault = LayerFault{part, index, error.message(), error.field()};
    }
    return report;
}

std::vector<LayerSpec> mirroredDecoder(const NetworkSpec& network, const Shape& input) {
    NetworkSpec both = network;
    both.mirrored = true;
    const NetworkReport report = inspect(both, input);
    std::vector<LayerSpec> layers;
    if (!report.fault)
        std::ranges::transform(report.decoder, std::back_inserter(layers), &LayerReport::layer);
    return layers;
}

} // namespace hourglass
