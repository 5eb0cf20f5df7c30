// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Explore.h"
#include "ui/session/AlbumOpener.h"

#include <QImage>
#include <QObject>
#include <QString>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace hourglass::ui {

class Exploration;
class SampleWell;

/// Samples that the user has chosen, to walk between them above all, and their codes by the newest weights.
class WalkStops : public QObject {
    Q_OBJECT

public:
    struct Stop {
        std::int64_t sample = -1;                 ///< of the run's data; −1 for one from elsewhere
        std::shared_ptr<const Album> elsewhere{}; ///< whose first sample it is; null for one of the run's data
        QImage picture{};
        QString name{};
        CodeValues code{}; ///< empty until it is known
        int label = -1;    ///< see EncodedSample::label
    };

    /// @param firstPurpose  of their codes, on the quick desk; the others follow it
    /// @param count         of the samples
    WalkStops(Exploration& exploration, int firstPurpose, std::size_t count, QObject* parent = nullptr);

    std::size_t count() const { return m_stops.size(); }
    const Stop& stop(std::size_t index) const { return m_stops[index]; }
    void setSample(std::size_t index, std::int64_t sample);
    /// A picture, a folder or a table: its first sample, once it is read.
    void setFile(std::size_t index, const QString& path);
    void another(std::size_t index); ///< by chance
    void step(std::size_t index, int by);
    void setStop(std::size_t index, const Stop& stop); ///< that of another network on the same data
    /// That stop is seen there, and becomes what the user puts there.
    void serve(SampleWell& well, std::size_t index);

Q_SIGNALS:
    void changed(std::size_t index); ///< another sample
    void encoded(std::size_t index); ///< its code is known, or is another one
    void failed(const QString& message);

private:
    void begin();
    void keep();
    void encode(std::size_t index);
    std::int64_t samples() const; ///< of the run's data

    Exploration& m_exploration;
    int m_firstPurpose;
    std::optional<DatasetSpec> m_dataset; ///< of the samples
    std::vector<Stop> m_stops;
    std::vector<std::unique_ptr<AlbumOpener>> m_openers; ///< one for each
    std::uint32_t m_seed = 1;                            ///< of the next one by chance
};

} // namespace hourglass::ui
