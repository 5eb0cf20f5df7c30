// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/PresetPictures.h"

#include "engine/api/Album.h"
#include "engine/api/Error.h"
#include "ui/session/Convert.h"

#include <algorithm>
#include <utility>

namespace hourglass::ui {

namespace {

constexpr std::int64_t SamplesShown = 2;
constexpr int LargestSide = 64; // px

/// The file or folder that a data set is read from, or else its name in the catalogue: as openAlbum() takes it.
std::string referenceOf(const DatasetSpec& dataset) {
    for (const ParameterSpec& spec : findEntry(datasetEntries(), dataset.kind).schema)
        if (spec.type == ParameterSpec::Type::Path && !dataset.parameters.text(spec.key).empty())
            return dataset.parameters.text(spec.key);
    return dataset.kind;
}

std::vector<QImage> samplesOf(const DatasetSpec& dataset, const Shape& shape) {
    const auto album = openAlbum(referenceOf(dataset), dataset, shape);
    std::vector<QImage> samples;
    for (std::int64_t i = 0; i < std::min(SamplesShown, album->count()); ++i)
        samples.push_back(toQImage(album->picture(i, LargestSide)));
    return samples;
}

} // namespace

PresetPictures::PresetPictures(QObject* parent)
    : QObject(parent)
    , m_background("preset pictures") {}

void PresetPictures::draw(std::vector<Preset> presets) {
    for (std::size_t i = 0; i < presets.size(); ++i)
        m_background.line()->work([this, i, experiment = presets[i].experiment, line = m_background.line()] {
            try {
                const DatasetInfo info = describeDataset(experiment.dataset);
                NetworkReport network = inspect(experiment, info.sampleShape, std::int64_t(info.classNames.size()));
                line->reply(
                    [this, i, network = std::move(network), samples = samplesOf(experiment.dataset, info.sampleShape)] {
                        Q_EMIT drawn(int(i), network, samples);
                    });
            } catch (const Error&) { // its data are gone: opening it says so
            }
        });
}

} // namespace hourglass::ui
