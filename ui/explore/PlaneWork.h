// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Explore.h"
#include "ui/session/ModelDesk.h"

#include <QImage>
#include <QSize>

#include <functional>
#include <memory>
#include <vector>

namespace hourglass::ui {

// What a desk works out for a PlanePanel. Fields lie row by row, the uppermost first; their codes are made where they are
// needed, for all of them together may be large.

/// What is decoded in each field, side by side in one picture.
/// @param fields  columns and rows
/// @param size    of the picture, in device pixels
ModelWork sheetWork(const CodePlane& plane, int label, const QSize& fields, const QSize& size,
                    std::function<void(const QImage& sheet)> use);

/// A number for each code.
using PlaneMeasure = std::function<std::vector<double>(const Model& model, const std::vector<float>& codes)>;
/// That number of each field in the colours of heatColour(), from 0 to the largest.
ModelWork layerWork(const CodePlane& plane, const QSize& fields, PlaneMeasure measure,
                    std::function<void(const QImage& layer, double largest)> use);

} // namespace hourglass::ui
