// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/PointMotion.h"

#include <QImage>
#include <QPalette>
#include <QRectF>

#include <span>

namespace hourglass::ui {

/// A soft shading of where points lie thick, in the colours of their classes: a histogram of the plane, blurred.
/// @param places  in pixels; those outside `area` or that are no numbers are left out
/// @return a small picture of the area, to be painted over the whole of it smoothly
QImage densityPicture(const PointPlaces& places, std::span<const int> labels, const QRectF& area, const QPalette& palette);

} // namespace hourglass::ui
