// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Model.h"

#include "engine/api/Runtime.h"
#include "engine/core/Guard.h"
#include "engine/core/Json.h"
#include "engine/core/SafeTensors.h"
#include "engine/storage/MetricsJson.h"
#include "engine/variants/ModelInternals.h"

#include <ATen/core/grad_mode.h>

#include <limits>

namespace hourglass {

namespace {

constexpr const char* kFormat = "hourglass 1";
constexpr std::int64_t kMostClasses = std::numeric_limits<std::int32_t>::max();

/// Before any weight is made: a description of a few bytes can ask for more memory than there is.
void checkSize(const Experiment& experiment, const DataTraits& data, const SafeTensors& file) {
    if (data.classes < 0 || data.classes > kMostClasses)
        throw Error("no data have " + std::to_string(data.classes) + " classes");
    const NetworkReport network = inspect(experiment, data.shape, data.classes);
    if (network.fault)
        throw Error(network.fault->message, network.fault->field);
    std::int64_t held = 0;
    for (const auto& [name, tensor] : file.tensors)
        held += tensor.numel();
    if (network.parameters() + network.extraParameters > held)
        throw Error("its network has more weights than the file holds");
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
    if (format == file.metadata.end() || format->second != kFormat || !file.metadata.contains("model"))
        throw Error("it was not written by Hourglass, or by a newer version");
    auto internals = std::make_shared<Model::Private>();
    const Json description = parseJson(file.metadata.at("model"), "its description");
    internals->experiment = experimentFromJsonValue(description.at("experiment"));
    const DataTraits data{{description.at("sampleShape").get<std::vector<std::int64_t>>()},
                          description.at("dataInUnitRange").get<bool>(),
                          description.at("classes").get<std::int64_t>()};
    internals->metrics = metricsFromJson(description.value("metrics", Json()));
    checkSize(internals->experiment, data, file);
    internals->autoencoder = std::make_shared<Autoencoder>(internals->experiment, data);
    loadState(*internals->autoencoder, file);
    return Model(std::move(internals));
}

} // namespace

Model::Model(std::shared_ptr<Private> internals)
    : m_private(std::move(internals)) {}

Model Model::load(const std::string& path) {
    return guarded([&] {
        const SafeTensors file = readSafeTensors(path);
        try {
            return fromFile(file);
        } catch (const Error& error) {
            const std::string reason = error.what();
            throw Error(path + " cannot be used: " + reason + (reason.ends_with('.') ? "" : "."));
        } catch (const Json::exception&) {
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
        file.metadata = {{"format", kFormat}, {"program", "Hourglass " + programVersion()}, {"model", written(description)}};
        file.tensors = namedState(*m_private->autoencoder);
        writeSafeTensors(path, file);
    });
}

const Experiment& Model::experiment() const {
    return m_private->experiment;
}

const Metrics& Model::metrics() const {
    return m_private->metrics;
}

NetworkReport Model::network() const {
    return m_private->autoencoder->network();
}

Experiment Model::experimentOn(const DatasetSpec& dataset) const {
    Experiment experiment = m_private->experiment;
    DatasetSpec wanted = dataset.kind == experiment.dataset.kind ? experiment.dataset : DatasetSpec{dataset.kind, {}};
    for (const auto& [key, value] : dataset.parameters.values())
        wanted.parameters.set(key, value);
    experiment.dataset = wanted;
    return complete(experiment);
}

Model Model::copy() const {
    return guarded([&] {
        auto internals = std::make_shared<Private>();
        internals->experiment = m_private->experiment;
        internals->metrics = m_private->metrics;
        internals->autoencoder = copyOf(m_private->experiment, *m_private->autoencoder);
        return Model(std::move(internals));
    });
}

} // namespace hourglass
