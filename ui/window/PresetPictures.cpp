// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/PresetPictures.h"

#include "engine/api/Album.h"
#include "ui/session/Convert.h"

#include <algorithm>
#include <utility>

namespace hourglass::ui {

namespace {

constexpr std::int64_t SamplesShown = 2;
constexpr int LargestSide = 64; // px

/// Files of the user's own, which may be many and slow to read.
bool isFromFiles(const DatasetSpec& dataset) {
    return std::ranges::any_of(findEntry(datasetEntries(), dataset.kind).schema, [&](const ParameterSpec& parameter) {
        return parameter.type == ParameterSpec::Type::Path && !dataset.parameters.text(parameter.key).empty();
    });
}

std::vector<QImage> samplesOf(const DatasetSpec& dataset, const Shape& shape) {
    const auto album = openAlbum(dataset.kind, dataset, shape);
    std::vector<QImage> samples;
    for (std::int64_t i = 0; i < std::min(SamplesShown, album->count()); ++i)
        samples.push_back(toQImage(album->picture(i, LargestSide)));
    return samples;
}

} // namespace

PresetPictures::PresetPictures(QObject* parent)
    : QObject(parent)
    , m_latest(std::make_shared<std::atomic<std::uint64_t>>(0))
    , m_background("preset pictures") {}

PresetPictures::~PresetPictures() {
    stop();
}

void PresetPictures::draw(std::vector<Preset> presets) {
    const std::uint64_t request = ++*m_latest;
    for (std::size_t i = 0; i < presets.size(); ++i) {
        const Experiment& experiment = presets[i].experiment;
        if (isFromFiles(experiment.dataset))
            continue;
        m_background.line()->work([this, i, request, experiment, latest = m_latest, line = m_background.line()] {
            if (*latest != request)
                return;
            try {
                const DatasetInfo info = describeDataset(experiment.dataset);
                const auto samples = samplesOf(experiment.dataset, info.sampleShape);
                const auto network = inspect(experiment, info.sampleShape, std::int64_t(info.classNames.size()));
                line->reply([this, i, request, latest, network, samples] {
                    if (*latest == request)
                        Q_EMIT drawn(int(i), network, samples);
                });
            } catch (const std::exception&) { // its data are gone: opening it says so
            }
        });
    }
}

} // namespace hourglass::ui
