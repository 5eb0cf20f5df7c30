// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

#include <functional>
#include <string>

namespace hourglass::ui {

/// Fills the menu with every kind of layer, each with its summary as tooltip.
void addLayerKinds(QMenu* menu, const std::function<void(const std::string& kind)>& chosen);

} // namespace hourglass::ui
