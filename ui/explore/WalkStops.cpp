// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explore/WalkStops.h"

#include "ui/explore/Exploration.h"
#include "ui/explore/SampleWell.h"
#include "ui/session/Convert.h"

#include <QFileInfo>

#include <algorithm>
#include <random>

namespace hourglass::ui {

namespace {
constexpr int PictureSide = 256;                // px
constexpr std::int64_t SamplesLookedAt = 1'000; // for one of another class
} // namespace

WalkStops::WalkStops(Exploration& exploration, int firstPurpose, std::size_t count, QObject* parent)
    : QObject(parent)
    , m_exploration(exploration)
    , m_firstPurpose(firstPurpose)
    , m_stops(count) {
    connect(&exploration, &Exploration::begun, this, &WalkStops::begin);
    connect(&exploration, &Exploration::renewed, this, [this] {
        for (std::size_t index = 0; index < m_stops.size(); ++index)
            encode(index);
    });
    for (std::size_t index = 0; index < m_stops.size(); ++index) {
        m_openers.push_back(std::make_unique<AlbumOpener>());
        connect(m_openers[index].get(), &AlbumOpener::failed, this, &WalkStops::failed);
        connect(m_openers[index].get(), &AlbumOpener::opened, this,
                [this, index](const std::shared_ptr<const Album>& album) {
                    m_stops[index] = {-1, album, toQImage(album->picture(0, PictureSide)), m_stops[index].name};
                    m_stops[index].name = toQString(album->info().title);
                    Q_EMIT changed(index);
                    encode(index);
                });
    }
    begin();
}

std::int64_t WalkStops::samples() const {
    const auto& run = m_exploration.run();
    return run && run->album ? run->album->count() : 0;
}

/// Samples of different classes, as far as there are some: one sees most between them.
void WalkStops::begin() {
    for (const auto& opener : m_openers)
        opener->forget();
    if (const auto& run = m_exploration.run(); run && run->experiment.dataset == m_dataset)
        return keep();
    m_dataset.reset();
    if (const auto& run = m_exploration.run())
        m_dataset = run->experiment.dataset;
    m_stops.assign(m_stops.size(), {});
    std::int64_t sample = 0;
    std::vector<int> seen;
    for (std::size_t index = 0; index < m_stops.size(); ++index) {
        if (samples() > 0) {
            const Album& album = *m_exploration.run()->album;
            const std::int64_t end = std::min(album.count(), SamplesLookedAt);
            std::int64_t next = sample;
            while (next < end && std::ranges::find(seen, album.label(next)) != seen.end())
                ++next;
            sample = next < end ? next : std::min(sample, album.count() - 1);
            seen.push_back(album.label(sample));
            setSample(index, sample);
            ++sample;
        } else {
            Q_EMIT changed(index);
        }
    }
}

/// The same samples, through another network.
void WalkStops::keep() {
    for (std::size_t index = 0; index < m_stops.size(); ++index) {
        m_stops[index].code.clear();
        encode(index);
    }
}

void WalkStops::setSample(std::size_t index, std::int64_t sample) {
    if (sample < 0 || sample >= samples())
        return;
    m_openers[index]->forget();
    m_stops[index] = {sample, nullptr, toQImage(m_exploration.run()->album->picture(sample, PictureSide)),
                      m_exploration.sampleName(sample)};
    Q_EMIT changed(index);
    encode(index);
}

void WalkStops::setFile(std::size_t index, const QString& path) {
    if (const auto& run = m_exploration.run())
        m_openers[index]->open(path, run->experiment.dataset, run->dataset.sampleShape);
}

void WalkStops::another(std::size_t index) {
    if (samples() > 0)
        setSample(index, std::int64_t(std::mt19937_64(m_seed++)() % std::uint64_t(samples())));
}

void WalkStops::step(std::size_t index, int by) {
    if (samples() == 0)
        return;
    const std::int64_t last = m_stops[index].sample;
    const std::int64_t from = last < 0 && by < 0 ? 0 : last; // before the first one, where it is from elsewhere
    setSample(index, (from + by + samples()) % samples());
}

void WalkStops::setStop(std::size_t index, const Stop& stop) {
    m_openers[index]->forget();
    m_stops[index] = stop;
    m_stops[index].code.clear();
    Q_EMIT changed(index);
    encode(index);
}

void WalkStops::serve(SampleWell& well, std::size_t index) {
    connect(&well, &SampleWell::sampleDropped, this, [this, index](qint64 sample) { setSample(index, sample); });
    connect(&well, &SampleWell::fileChosen, this, [this, index](const QString& path) { setFile(index, path); });
    connect(&well, &SampleWell::anotherWanted, this, [this, index] { another(index); });
    connect(&well, &SampleWell::stepWanted, this, [this, index](int by) { step(index, by); });
    const auto show = [this, &well, index] {
        if (stop(index).picture.isNull())
            well.clear();
        else
            well.show(stop(index).picture, stop(index).sample, stop(index).name);
    };
    connect(this, &WalkStops::changed, &well, [index, show](std::size_t changed) {
        if (changed == index)
            show();
    });
    show();
}

void WalkStops::encode(std::size_t index) {
    const Stop& stop = m_stops[index];
    const auto& run = m_exploration.run();
    if (!run || (!stop.elsewhere && stop.sample < 0))
        return;
    const bool own = !stop.elsewhere;
    const std::shared_ptr<const Album> album = own ? run->album : stop.elsewhere;
    const std::int64_t sample = own ? stop.sample : 0;
    m_exploration.quick().ask(m_firstPurpose + int(index),
                              [this, index, album, sample, own](const Model& model) -> std::optional<ModelAnswer> {
                                  const EncodedSample known = hourglass::encoded(model, *album, sample, own);
                                  return [this, index, album, sample, own, known] {
                                      Stop& now = m_stops[index];
                                      if (own ? now.sample != sample : now.elsewhere != album)
                                          return; // another one took its place
                                      now.code = known.code;
                                      now.label = known.label;
                                      Q_EMIT encoded(index);
                                  };
                              });
}

} // namespace hourglass::ui
