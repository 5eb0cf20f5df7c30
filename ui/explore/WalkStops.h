// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Explore.h"
#include "ui/session/AlbumOpener.h"

#include <QImage>
#include <QObject>
#include <QString>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace hourglass::ui {

class Exploration;

/// The samples between which one walks, and their codes by the newest weights.
class WalkStops : public QObject {
    Q_OBJECT

public:
    static constexpr std::size_t Count = 4;
    struct Stop {
        std::int64_t sample = -1;                 ///< of the run's data; −1 for one from elsewhere
        std::shared_ptr<const Album> elsewhere{}; ///< whose first sample it is; null for one of the run's data
        QImage picture{};
        QString name{};
        CodeValues code{}; ///< empty until it is known
        int label = -1;    ///< see EncodedSample::label
    };

    explicit WalkStops(Exploration& exploration, QObject* parent = nullptr);

    const Stop& stop(std::size_t index) const { return m_stops[index]; }
    void setSample(std::size_t index, std::int64_t sample);
    /// A picture, a folder or a table: its first sample, once it is read.
    void setFile(std::size_t index, const QString& path);
    void another(std::size_t index); ///< by chance
    void step(std::size_t index, int by);

Q_SIGNALS:
    void changed(std::size_t index); ///< another sample
    void encoded(std::size_t index); ///< its code is known, or is another one
    void failed(const QString& message);

private:
    void begin();
    void encode(std::size_t index);
    std::int64_t count() const; ///< samples of the run's data

    Exploration& m_exploration;
    std::array<Stop, Count> m_stops;
    std::array<AlbumOpener, Count> m_openers;
    std::uint32_t m_seed = 1; ///< of the next one by chance
};

} // namespace hourglass::ui
