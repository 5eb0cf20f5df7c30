// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/WindowLayout.h"

#include "ui/widgets/TileArea.h"

#include <QMainWindow>

namespace hourglass::ui {

WindowLayout WindowLayout::of(const QMainWindow& window) {
    WindowLayout layout{window.saveGeometry(), window.saveState(), {}};
    for (const auto* area : window.findChildren<TileArea*>())
        layout.tiles[area->objectName()] = area->saveState();
    return layout;
}

void WindowLayout::giveTo(QMainWindow& window) const {
    window.restoreGeometry(geometry);
    window.restoreState(panels);
    for (auto* area : window.findChildren<TileArea*>())
        if (tiles.contains(area->objectName()))
            area->restoreState(tiles[area->objectName()]);
}

} // namespace hourglass::ui
