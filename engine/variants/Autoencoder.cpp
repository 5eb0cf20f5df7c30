// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/variants/Autoencoder.h"

#include "engine/core/Random.h"
#include "engine/layers/Code.h"

namespace hourglass {

namespace {

NetworkReport checkedNetwork(const Experiment& experiment, const Shape& sampleShape) {
    NetworkReport report = inspect(experiment.network, sampleShape);
    if (report.fault)
        throw Error(report.fault->message, report.fault->field);
    recipeCatalogue().at(experiment.variant.kind).check(experiment, report);
    return report;
}

std::vector<LayerSpec> layersOf(const std::vector<LayerReport>& reports) {
    std::vector<LayerSpec> layers;
    for (const LayerReport& report : reports)
        layers.push_back(report.layer);
    return layers;
}

at::Tensor inShape(const at::Tensor& batch, const Shape& shape) {
    std::vector<std::int64_t> sizes{batch.size(0)};
    sizes.insert(sizes.end(), shape.sizes.begin(), shape.sizes.end());
    return batch.reshape(sizes);
}

} // namespace

Autoencoder::Autoencoder(const Experiment& experiment, const Shape& sampleShape, bool dataInUnitRange)
    : m_experiment(experiment), m_network(checkedNetwork(experiment, sampleShape)) {
    at::Generator generator = seededGenerator(experiment.training.integer("seed"), "weights");
    const auto stack = [&](const std::vector<LayerSpec>& layers, const Shape& input) {
        return std::make_shared<Stack>(layers, input, generator);
    };
    CodeSpec rawCode = experiment.network.code;
    rawCode.size *= recipe().rawPerCode();
    m_parts.encoder = register_module("encoder", stack(layersOf(m_network.encoder), sampleShape));
    m_parts.code = register_module("code", stack({codeLayer(rawCode)}, m_network.code->input));
    m_parts.bottleneck = register_module("bottleneck", recipe().bottleneck(experiment, generator));
    m_parts.decoder = register_module("decoder", stack(layersOf(m_network.decoder), m_network.code->output));
    m_parts.outputRule = hourglass::outputRule(experiment.training, dataInUnitRange);
}

const Recipe& Autoencoder::recipe() const { return recipeCatalogue().at(m_experiment.variant.kind); }

BatchView Autoencoder::forward(const at::Tensor& input, const at::Tensor& target, at::Generator* noise, double epoch) {
    Code code = codeOf(input, noise);
    const at::Tensor output = outputOf(code.value);
    return {input, target, std::move(code), output, epoch, noise};
}

Code Autoencoder::codeOf(const at::Tensor& input, at::Generator* noise) {
    return m_parts.bottleneck->forward(m_parts.rawCode(input), noise);
}

at::Tensor Autoencoder::decode(const at::Tensor& code) {
    return outputRule().reconstruction(outputOf(inShape(code, m_network.code->output)));
}

at::Tensor Autoencoder::outputOf(const at::Tensor& code) {
    return inShape(m_parts.decoder->forward(code), m_network.input);
}

Objective Autoencoder::objective() const {
    std::vector<std::unique_ptr<const Term>> terms;
    terms.push_back(makeReconstruction(outputRule()));
    for (auto& term : recipe().terms(m_experiment, m_parts))
        terms.push_back(std::move(term));
    return Objective(std::move(terms));
}

std::vector<std::unique_ptr<Stage>> Autoencoder::pretraining() const {
    return recipe().pretraining(m_experiment, m_parts);
}

std::vector<Figure> Autoencoder::lens(const LensView& view) const { return recipe().lens(m_experiment, view); }

} // namespace hourglass
