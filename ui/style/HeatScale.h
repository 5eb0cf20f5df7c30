// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QImage>

namespace hourglass::ui {

// Colours for numbers from 0 to 1: from nearly black over violet and orange to a pale yellow, the same in every theme. Equal steps
// look equally large, and lightness rises all the way, so that the colour-blind, and a black-and-white print, see the same
// order.

QRgb heatColour(double value);
/// The picture in these colours, black being 0 and white 1; of a coloured one the mean of its channels.
QImage heatMap(const QImage& picture);
/// All of them from 0 to 1, a pixel each, for a legend.
QImage heatBar();

} // namespace hourglass::ui
