// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Catalogues.h"
#include "engine/api/Network.h"
#include "ui/session/Background.h"

#include <QImage>
#include <QObject>

#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

namespace hourglass::ui {

/// Finds out what there is to be seen of presets whose data come with the program or from a package; those of files and
/// folders are not loaded for a picture. Lives on the window's thread and works on another one; nothing of it waits, but its
/// end for one data set at the most.
class PresetPictures : public QObject {
    Q_OBJECT

public:
    explicit PresetPictures(QObject* parent = nullptr);
    ~PresetPictures() override;

    /// drawn() follows for each of them whose data can be had, in their order; for others that were asked for before it does
    /// not any more.
    void draw(std::vector<Preset> presets);
    /// Nobody looks any more.
    void stop() { ++*m_latest; }

Q_SIGNALS:
    /// @param index    among the presets
    /// @param samples  a few of the data
    void drawn(int index, const hourglass::NetworkReport& network, const std::vector<QImage>& samples);

private:
    std::shared_ptr<std::atomic<std::uint64_t>> m_latest; ///< number of the latest request
    Background m_background;
};

} // namespace hourglass::ui
