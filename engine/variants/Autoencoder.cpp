// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/variants/Autoencoder.h"

#include "engine/core/Random.h"
#include "engine/variants/Recipe.h"

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
    : m_experiment(experiment), m_network(checkedNetwork(experiment, sampleShape)),
      m_outputRule(hourglass::outputRule(experiment.training, dataInUnitRange)) {
    at::Generator generator = seededGenerator(experiment.training.integer("seed"), "weights");
    const auto stack = [&](const std::vector<LayerReport>& layers, const Shape& input) {
        return std::make_shared<Stack>(layersOf(layers), input, generator);
    };
    m_encoder = register_module("encoder", stack(m_network.encoder, sampleShape));
    m_code = register_module("code", stack({*m_network.code}, m_network.code->input));
    m_bottleneck =
        register_module("bottleneck", recipeCatalogue().at(experiment.variant.kind).bottleneck(experiment));
    m_decoder = register_module("decoder", stack(m_network.decoder, m_network.code->output));
}

BatchView Autoencoder::forward(const at::Tensor& input, const at::Tensor& target) {
    Code code = m_bottleneck->forward(m_code->forward(m_encoder->forward(input)));
    const at::Tensor output = outputOf(code.value);
    return {input, target, std::move(code), output};
}

at::Tensor Autoencoder::encode(const at::Tensor& input) {
    return m_bottleneck->forward(m_code->forward(m_encoder->forward(input))).value;
}

at::Tensor Autoencoder::decode(const at::Tensor& code) {
    const at::Tensor output = outputOf(inShape(code, m_network.code->output));
    return m_outputRule.sigmoid ? output.sigmoid() : output;
}

at::Tensor Autoencoder::outputOf(const at::Tensor& code) {
    return inShape(m_decoder->forward(code), m_network.input);
}

Objective Autoencoder::objective() const {
    std::vector<std::unique_ptr<const Term>> terms;
    terms.push_back(makeReconstruction(m_outputRule));
    for (auto& term : recipeCatalogue().at(m_experiment.variant.kind).terms(m_experiment))
        terms.push_back(std::move(term));
    return Objective(std::move(terms));
}

} // namespace hourglass
