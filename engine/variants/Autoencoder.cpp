// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/variants/Autoencoder.h"

#include "engine/core/Random.h"
#include "engine/layers/Code.h"
#include "engine/layers/Shapes.h"
#include "engine/objective/Sparsity.h"

#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <string>
#include <utility>

namespace hourglass {

namespace {

NetworkReport checkedNetwork(const Experiment& experiment, const DataTraits& data) {
    NetworkReport report = inspect(experiment, data.shape, data.classes);
    if (report.fault)
        throw Error(report.fault->message, report.fault->field);
    return report;
}

/// At the layer that the error's field names; else at the code, which is what variants change.
LayerFault faultOf(const Error& error) {
    LayerFault fault{NetworkPart::Code, 0, error.message(), error.field()};
    for (const auto& [part, beginning] : {std::pair{NetworkPart::Encoder, std::string("network.encoder.")},
                                          {NetworkPart::Decoder, std::string("network.decoder.")}})
        if (error.field().starts_with(beginning)) {
            fault.part = part;
            fault.index = std::stoul(error.field().substr(beginning.size()));
        }
    return fault;
}

/// @throws Error when the variant cannot work with such a network, or with such data
void requireFitting(const Recipe& recipe, const Experiment& experiment, const NetworkReport& network, std::int64_t classes) {
    recipe.check(experiment, network);
    if (recipe.tellsClasses() && classes < 2)
        throw Error("This variant tells the network each sample's class, and the data have no classes. Choose data with "
                    "labels, or the variant Variational.",
                    "dataset");
    if (experiment.network.tied && (recipe.tellsClasses() || recipe.rawPerCode() != 1))
        throw Error(
            "Tied weights need a code layer that makes the code and nothing else. This variant's code layer does more: "
            "untie the weights, or choose another variant.",
            "network.tied");
}

std::vector<LayerSpec> layersOf(const std::vector<LayerReport>& reports) {
    std::vector<LayerSpec> layers;
    for (const LayerReport& report : reports)
        layers.push_back(report.layer);
    return layers;
}

/// What the dense layers of a mirrored decoder use the transposes of, in the decoder's order.
std::vector<at::Tensor> tiedWeights(const Parts& parts) {
    std::vector<at::Tensor> weights = parts.encoder->allDenseWeights();
    weights.push_back(parts.code->weight(0));
    std::ranges::reverse(weights);
    return weights;
}

at::Tensor inShape(const at::Tensor& batch, const Shape& shape) {
    std::vector<std::int64_t> sizes{batch.size(0)};
    sizes.insert(sizes.end(), shape.sizes.begin(), shape.sizes.end());
    return batch.reshape(sizes);
}

} // namespace

NetworkReport inspect(const Experiment& experiment, const Shape& input, std::int64_t classes) {
    const Recipe& recipe = recipeCatalogue().at(experiment.variant.kind);
    NetworkReport report = inspect(experiment.network, input,
                                   {.rawPerCode = recipe.rawPerCode(), .toldClasses = recipe.tellsClasses() ? classes : 0});
    if (report.fault)
        return report;
    try {
        requireFitting(recipe, experiment, report, classes);
        report.extraParameters = recipe.extraParameters(experiment, report, classes);
    } catch (const Error& error) {
        report.fault = faultOf(error);
    }
    return report;
}

at::Generator weightsGenerator(const Experiment& experiment) {
    return seededGenerator(experiment.training.integer("seed"), "weights");
}

Parts freshParts(const Experiment& experiment, const DataTraits& data, const NetworkReport& report, at::Generator& weights) {
    const Recipe& recipe = recipeCatalogue().at(experiment.variant.kind);
    Parts parts;
    parts.toldClasses = recipe.tellsClasses() ? data.classes : 0;
    parts.outputRule = outputRule(experiment.training, data.inUnitRange);
    const auto stack = [&](const std::vector<LayerSpec>& layers, const Shape& input,
                           const std::vector<at::Tensor>& tied = {}) {
        return std::make_shared<Stack>(layers, input, weights, tied);
    };
    const auto told = [&](const Shape& shape) {
        return parts.toldClasses > 0 ? withClasses(shape, parts.toldClasses) : shape;
    };
    parts.encoder = stack(layersOf(report.encoder), data.shape);
    if (!report.code || (report.fault && report.fault->part == NetworkPart::Code))
        return parts;
    const CodeSpec& code = experiment.network.code;
    const Shape codeInput = code.kind == "vector" ? Shape{{report.code->input.elements()}} : report.code->input;
    parts.code = stack({codeLayer(code, recipe.rawPerCode())}, told(codeInput));
    parts.bottleneck = recipe.bottleneck(experiment, weights);
    parts.decoder = stack(layersOf(report.decoder), told(report.code->output),
                          experiment.network.tied && !report.fault ? tiedWeights(parts) : std::vector<at::Tensor>());
    return parts;
}

Autoencoder::Autoencoder(const Experiment& experiment, const DataTraits& data)
    : m_experiment(experiment)
    , m_data(data)
    , m_network(checkedNetwork(experiment, data)) {
    at::Generator generator = weightsGenerator(experiment);
    m_parts = freshParts(experiment, data, m_network, generator);
    register_module("encoder", m_parts.encoder);
    register_module("code", m_parts.code);
    register_module("bottleneck", m_parts.bottleneck);
    register_module("decoder", m_parts.decoder);
    m_parts.companions = recipe().companions(experiment, m_network, data, generator);
    if (m_parts.companions.discriminator)
        register_module("discriminator", m_parts.companions.discriminator);
    if (m_parts.companions.classifier)
        register_module("classifier", m_parts.companions.classifier);
    requirePossibleOutput();
    freeze(LayerNames(experiment.training.text("frozen"), "training.frozen"));
}

void Autoencoder::requirePossibleOutput() const {
    if (outputRule().difference && (m_parts.bottleneck->isStochastic() || m_parts.companions.discriminator))
        throw Error("This variant makes samples from codes alone, and what is to be taken away from an input is no sample. "
                    "Choose another output, or another variant.",
                    "training.output");
}

void Autoencoder::freeze(const LayerNames& layers) {
    if (layers.empty())
        return;
    std::vector<std::string> names;
    for (const auto& item : named_parameters())
        if (!item.key().starts_with("discriminator") && !item.key().starts_with("classifier"))
            names.push_back(item.key());
    layers.requireAmong(names);
    for (const auto& item : named_parameters())
        if (layers.include(item.key()))
            at::Tensor(item.value()).set_requires_grad(false);
    if (ownWeights().empty())
        throw Error("Every layer is frozen, so there is nothing to learn. Leave one out.", "training.frozen");
}

const Recipe& Autoencoder::recipe() const {
    return recipeCatalogue().at(m_experiment.variant.kind);
}

std::vector<at::Tensor> Autoencoder::ownWeights() const {
    std::vector<at::Tensor> weights;
    for (const torch::nn::Module* part : std::initializer_list<const torch::nn::Module*>{
             m_parts.encoder.get(), m_parts.code.get(), m_parts.bottleneck.get(), m_parts.decoder.get()})
        for (at::Tensor& weight : part->parameters())
            if (weight.requires_grad()) // not frozen
                weights.push_back(std::move(weight));
    return weights;
}

std::vector<at::Tensor> Autoencoder::opponentsWeights() const {
    const auto& discriminator = m_parts.companions.discriminator;
    return discriminator ? discriminator->parameters() : std::vector<at::Tensor>();
}

void Autoencoder::remember(StateArchive archive) {
    for (const auto& item : named_modules())
        if (auto* layer = dynamic_cast<LayerModule*>(item.value().get()))
            layer->remember(archive.within(item.key()));
}

std::vector<std::shared_ptr<Stack>> Autoencoder::stacks() const {
    std::vector<std::shared_ptr<Stack>> all{m_parts.encoder, m_parts.code, m_parts.decoder};
    if (const auto& discriminator = m_parts.companions.discriminator)
        all.push_back(discriminator->layers());
    if (const auto& classifier = m_parts.companions.classifier)
        all.push_back(classifier->layers());
    return all;
}

void Autoencoder::setPrecision(Precision precision) {
    for (const auto& stack : stacks())
        stack->setPrecision(precision);
}

bool Autoencoder::gainsFromHalf() const {
    return std::ranges::any_of(stacks(), [](const auto& stack) { return stack->gainsFromHalf(); });
}

std::vector<std::shared_ptr<HalfCopy>> Autoencoder::halfCopies() const {
    std::vector<std::shared_ptr<HalfCopy>> copies;
    for (const auto& stack : stacks())
        for (auto& copy : stack->halfCopies())
            copies.push_back(std::move(copy));
    return copies;
}

BatchView Autoencoder::forward(const Batch& batch) {
    Code code = m_parts.bottleneck->forwardAt(batch.epoch, m_parts.rawCode(batch.input, batch.labels), batch.noise);
    const at::Tensor output = outputOf(code.value, batch.labels, batch.input);
    BatchView view{batch.input, batch.target, batch.labels, std::move(code), output, batch.epoch, batch.noise};
    if (batch.noise)
        recipe().forge(m_parts, view);
    return view;
}

Code Autoencoder::codeOf(const at::Tensor& input, const at::Tensor& labels, at::Generator* noise) {
    return m_parts.bottleneck->forward(m_parts.rawCode(input, labels), noise);
}

at::Tensor Autoencoder::decode(const at::Tensor& code, const at::Tensor& labels, const at::Tensor& input) {
    return outputRule().reconstruction(outputOf(inShape(code, m_network.code->output), labels, input));
}

at::Tensor Autoencoder::outputOf(const at::Tensor& code, const at::Tensor& labels, const at::Tensor& input) {
    return outputRule().applied(inShape(m_parts.output(code, labels), m_network.input), input);
}

/// Left empty where the network is told nothing.
static Value classesInput(Computation& computation, const Parts& parts) {
    return parts.toldClasses > 0 ? computation.input("classes", {{parts.toldClasses}}) : Value();
}

Computation Autoencoder::describeEncoder() const {
    Computation computation("encoder");
    const Value input = computation.input("input", m_network.input);
    const Value classes = classesInput(computation, m_parts);
    computation.finish(m_parts.bottleneck->describe(computation, m_parts.describeRawCode(computation, input, classes)));
    return computation;
}

Computation Autoencoder::describeDecoder() const {
    Computation computation("decoder");
    const Value code = computation.input("code", m_network.code->output);
    const Value classes = classesInput(computation, m_parts);
    const Value output = computation.reshaped(m_parts.describeOutput(computation, code, classes), m_network.input);
    const Value input = outputRule().difference ? computation.input("input", m_network.input) : Value();
    computation.finish(outputRule().describe(computation, output, input));
    return computation;
}

Objective Autoencoder::objective() const {
    std::vector<std::unique_ptr<const Term>> terms;
    terms.push_back(makeReconstruction(outputRule(), recipe().reconstructionWeight(m_experiment)));
    for (auto& term : recipe().terms(m_experiment, m_parts))
        terms.push_back(std::move(term));
    if (const double sparsity = m_experiment.training.real("sparsity"); sparsity > 0)
        terms.push_back(makeSparsityL1(sparsity));
    return Objective(std::move(terms));
}

void Autoencoder::begin() const {
    recipe().begin(m_experiment, m_parts);
}

std::vector<std::unique_ptr<Stage>> Autoencoder::pretraining() const {
    return recipe().pretraining(m_experiment, m_parts);
}

std::vector<Figure> Autoencoder::lens(const LensView& view) const {
    return recipe().lens(m_experiment, view);
}

std::map<std::string, at::Tensor> namedState(const Autoencoder& autoencoder) {
    std::map<std::string, at::Tensor> state;
    for (const auto& item : autoencoder.named_parameters())
        state.emplace(item.key(), item.value());
    for (const auto& item : autoencoder.named_buffers())
        state.emplace(item.key(), item.value());
    return state;
}

void copyState(const Autoencoder& from, const Autoencoder& to) {
    const at::NoGradGuard noGradient;
    const auto state = namedState(from);
    for (const auto& [name, tensor] : namedState(to))
        at::Tensor(tensor).copy_(state.at(name));
}

std::shared_ptr<Autoencoder> copyOf(const Experiment& experiment, const Autoencoder& original) {
    auto copy = std::make_shared<Autoencoder>(experiment, original.data());
    copyState(original, *copy);
    return copy;
}

} // namespace hourglass
