// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Model.h"

#include "engine/analysis/Evaluation.h"
#include "engine/analysis/Pca.h"
#include "engine/api/Runtime.h"
#include "engine/core/Guard.h"
#include "engine/core/Json.h"
#include "engine/storage/MetricsJson.h"
#include "engine/core/SafeTensors.h"
#include "engine/variants/ModelInternals.h"

#include <ATen/core/grad_mode.h>

namespace hourglass {

namespace {

constexpr const char* kFormat = "hourglass 1";

/// Every weight and running statistic by its name in the network, "encoder.0.weight".
std::map<std::string, at::Tensor> namedState(const Autoencoder& autoencoder) {
    std::map<std::string, at::Tensor> state;
    for (const auto& item : autoencoder.named_parameters())
        state.emplace(item.key(), item.value());
    for (const auto& item : autoencoder.named_buffers())
        state.emplace(item.key(), item.value());
    return state;
}

void loadState(const Autoencoder& autoencoder, const SafeTensors& file) {
    const at::NoGradGuard noGradient;
    for (const auto& [name, tensor] : namedState(autoencoder)) {
        const auto stored = file.tensors.find(name);
        if (stored == file.tensors.end() || stored->second.sizes() != tensor.sizes())
            throw Error("the weights \"" + name + "\" are missing or have another shape");
        at::Tensor(tensor).copy_(stored->second);
    }
}

Model fromFile(const SafeTensors& file) {
    const auto format = file.metadata.find("format");
    if (format == file.metadata.end() || format->second != kFormat)
        throw Error("it was not written by Hourglass, or by a newer version");
    auto internals = std::make_shared<Model::Private>();
    const Json description = Json::parse(file.metadata.at("model"));
    internals->experiment = experimentFromJsonValue(description.at("experiment"));
    const DataTraits data{{description.at("sampleShape").get<std::vector<std::int64_t>>()},
                          description.at("dataInUnitRange").get<bool>(),
                          description.at("classes").get<std::int64_t>()};
    internals->metrics = metricsFromJson(description.at("metrics"));
    internals->autoencoder = std::make_shared<Autoencoder>(internals->experiment, data);
    loadState(*internals->autoencoder, file);
    return Model(std::move(internals));
}

} // namespace

Model::Model(std::shared_ptr<Private> internals) : m_private(std::move(internals)) {}

Model Model::load(const std::string& path) {
    return guarded([&] {
        const SafeTensors file = readSafeTensors(path);
        try {
            return fromFile(file);
        } catch (const Error& error) {
            throw Error(path + " cannot be used: " + error.what() + ".");
        } catch (const std::exception&) {
            throw Error(path + " cannot be used: its description is damaged.");
        }
    });
}

void Model::save(const std::string& path) const {
    guarded([&] {
        const DataTraits& data = m_private->autoencoder->data();
        const Json description = {{"experiment", toJsonValue(m_private->experiment)},
                                  {"sampleShape", data.shape.sizes},
                                  {"dataInUnitRange", data.inUnitRange},
                                  {"classes", data.classes},
                                  {"metrics", toJsonValue(m_private->metrics)}};
        SafeTensors file;
        file.metadata = {{"format", kFormat}, {"program", "Hourglass " + programVersion()},
                         {"model", written(description)}};
        file.tensors = namedState(*m_private->autoencoder);
        writeSafeTensors(path, file);
    });
}

const Experiment& Model::experiment() const { return m_private->experiment; }

const Metrics& Model::metrics() const { return m_private->metrics; }

NetworkReport Model::network() const { return m_private->autoencoder->network(); }

Metrics Model::evaluate() const { return evaluate(m_private->experiment.dataset); }

Metrics Model::evaluate(const DatasetSpec& spec) const {
    return guarded([&] {
        Experiment experiment = m_private->experiment;
        // Size, colour, header and the like are the model's own wherever the caller leaves them open.
        DatasetSpec wanted = spec.kind == experiment.dataset.kind ? experiment.dataset : DatasetSpec{spec.kind, {}};
        for (const auto& [key, value] : spec.parameters.values())
            wanted.parameters.set(key, value);
        experiment.dataset = wanted;
        experiment = complete(experiment);
        const auto dataset = loadDataset(experiment.dataset);
        const DataTraits& known = m_private->autoencoder->data();
        if (dataset->info.sampleShape != known.shape)
            throw Error("The data have samples of " + dataset->info.sampleShape.text() + "; this model needs " +
                            known.shape.text() + ".",
                        "dataset");
        if (m_private->autoencoder->parts().toldClasses > 0 &&
            std::int64_t(dataset->info.classNames.size()) != known.classes)
            throw Error("The data have " + std::to_string(dataset->info.classNames.size()) +
                            " classes; this model is told apart " + std::to_string(known.classes) + ".",
                        "dataset");
        if (m_private->autoencoder->outputRule().loss == "bce" && !dataset->info.inUnitRange)
            throw Error("The data leave the range from 0 to 1, and this model's loss, binary cross-entropy, is for data "
                        "inside it. Scale the columns to the unit range.",
                        "dataset");
        Metrics metrics = hourglass::evaluate(*m_private->autoencoder, experiment, *dataset);
        metrics.pcaComponents = m_private->autoencoder->network().code->output.elements();
        metrics.pcaMse = pcaError(dataset, experiment, metrics.pcaComponents);
        metrics.samplesPerSecond = m_private->metrics.samplesPerSecond;
        metrics.epochs = m_private->metrics.epochs;
        metrics.seconds = m_private->metrics.seconds;
        metrics.seed = m_private->metrics.seed;
        return metrics;
    });
}

} // namespace hourglass
