// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>

class QPainter;

namespace hourglass::ui {

class Legend;
class PlotView;

// The picture of a chart that is taken away (see Exportable): the plot, and its legend below.

QSize chartPictureSize(const PlotView& plot, const Legend& legend);
void paintChartPicture(QPainter& painter, PlotView& plot, const Legend& legend);

} // namespace hourglass::ui
