// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Catalogues.h"
#include "engine/api/Network.h"
#include "ui/session/Background.h"

#include <QImage>
#include <QObject>

#include <vector>

namespace hourglass::ui {

/// Finds out what there is to be seen of presets, which takes loading their data. Lives on the window's thread and works on
/// another one; nothing of it waits.
class PresetPictures : public QObject {
    Q_OBJECT

public:
    explicit PresetPictures(QObject* parent = nullptr);

    /// drawn() follows for each of them whose data can be had, in their order.
    void draw(std::vector<Preset> presets);

Q_SIGNALS:
    /// @param index    among the presets
    /// @param samples  a few of the data
    void drawn(int index, const hourglass::NetworkReport& network, const std::vector<QImage>& samples);

private:
    Background m_background;
};

} // namespace hourglass::ui
