// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Model.h"

#include "engine/api/Runtime.h"
#include "engine/core/Guard.h"
#include "engine/core/Json.h"
#include "engine/core/SafeTensors.h"
#include "engine/data/Dataset.h"
#include "engine/storage/HistoryJson.h"
#include "engine/storage/MetricsJson.h"
#include "engine/variants/ModelInternals.h"

#include <ATen/Functions.h>
#include <ATen/core/grad_mode.h>

#include <cstring>
#include <limits>

namespace hourglass {

namespace {

constexpr const char* kFormat = "hourglass 1";
constexpr const char* kTraining = "training/"; ///< before the names of what a training remembers
constexpr const char* kHistory = "history/";   ///< see HistoryJson.h
constexpr const char* kThumbnail = "thumbnail";
constexpr std::int64_t kLargestThumbnail = 1 << 20; ///< bytes
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
        if (tensor.is_floating_point() && !name.starts_with(kTraining) && !name.starts_with(kHistory))
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

at::Tensor toTensor(const Image& image) {
    return at::tensor(image.pixels, at::kByte).reshape({image.height, image.width, image.channels});
}

/// Empty where there is none that fits: a picture must never cost anybody the weights beside it.
Image thumbnailFrom(const SafeTensors& file) {
    const auto found = file.tensors.find(kThumbnail);
    if (found == file.tensors.end() || found->second.scalar_type() != at::kByte || found->second.dim() != 3 ||
        (found->second.size(2) != 1 && found->second.size(2) != 3) || found->second.numel() > kLargestThumbnail)
        return {};
    const at::Tensor& pixels = found->second;
    const auto* first = pixels.data_ptr<std::uint8_t>();
    return {int(pixels.size(1)), int(pixels.size(0)), int(pixels.size(2)), {first, first + pixels.numel()}};
}

Model fromFile(const SafeTensors& file) {
    const auto format = file.metadata.find("format");
    if (format == file.metadata.end() || !format->second.starts_with("hourglass ") || !file.metadata.contains("model"))
        throw Error("it was not written by Hourglass");
    if (format->second != kFormat)
        throw Error("it was written by a newer Hourglass (its format is \"" + format->second + "\", this one reads \"" +
                    kFormat + "\"). Update Hourglass to open it");
    auto internals = std::make_shared<Model::Private>();
    const Json description = parseJson(file.metadata.at("model"), "its description");
    internals->experiment = experimentFromJsonValue(description.at("experiment"));
    const DataTraits data{{description.at("sampleShape").get<std::vector<std::int64_t>>()},
                          description.at("dataInUnitRange").get<bool>(),
                          description.at("classes").get<std::int64_t>()};
    internals->metrics = metricsFromJson(description.value("metrics", Json()));
    internals->dataFingerprint = description.value("dataFingerprint", std::string());
    internals->history = historyFromJson(description.value("history", Json()), file.tensors);
    checkSize(internals->experiment, data, file);
    internals->autoencoder = std::make_shared<Autoencoder>(internals->experiment, data);
    loadState(*internals->autoencoder, file);
    internals->thumbnail = thumbnailFrom(file);
    for (const auto& [name, tensor] : file.tensors)
        if (name.starts_with(kTraining))
            internals->training.emplace(name.substr(std::strlen(kTraining)), tensor);
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

void Model::save(const std::string& path, Contents contents) const {
    guarded([&] {
        if (m_private->refresh)
            m_private->refresh();
        const DataTraits& data = m_private->autoencoder->data();
        SafeTensors file;
        file.tensors = namedState(*m_private->autoencoder);
        const Json description = {{"experiment", toJsonValue(m_private->experiment)},
                                  {"sampleShape", data.shape.sizes},
                                  {"dataInUnitRange", data.inUnitRange},
                                  {"classes", data.classes},
                                  {"dataFingerprint", m_private->dataFingerprint},
                                  {"metrics", toJsonValue(m_private->metrics)},
                                  {"history", toJsonValue(m_private->history, file.tensors)}};
        file.metadata = {{"format", kFormat}, {"program", "Hourglass " + programVersion()}, {"model", written(description)}};
        if (!m_private->thumbnail.empty())
            file.tensors.emplace(kThumbnail, toTensor(m_private->thumbnail));
        if (contents == Contents::All)
            for (const auto& [name, tensor] : m_private->training)
                file.tensors.emplace(kTraining + name, tensor);
        writeSafeTensors(path, file);
        if (m_private->refresh)
            m_private->training.clear(); // made anew for the next file
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

const History& Model::history() const {
    return m_private->history;
}

const Image& Model::thumbnail() const {
    return m_private->thumbnail;
}

bool Model::canResume() const {
    return !m_private->training.empty();
}

Experiment Model::experimentOn(const DatasetSpec& dataset) const {
    Experiment experiment = m_private->experiment;
    experiment.dataset = withOpenFrom(experiment.dataset, dataset);
    return complete(experiment);
}

Model Model::copy() const {
    return guarded([&] {
        auto internals = std::make_shared<Private>();
        internals->experiment = m_private->experiment;
        internals->metrics = m_private->metrics;
        internals->album = m_private->album;
        internals->autoencoder = copyOf(m_private->experiment, *m_private->autoencoder);
        return Model(std::move(internals));
    });
}

} // namespace hourglass
