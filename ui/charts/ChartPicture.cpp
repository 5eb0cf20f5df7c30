// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/ChartPicture.h"

#include "ui/charts/Legend.h"
#include "ui/charts/PlotView.h"

#include <QPainter>

namespace hourglass::ui {

QSize chartPictureSize(const PlotView& plot, const Legend& legend) {
    return {plot.width(), plot.height() + legend.pictureHeight(plot.width())};
}

void paintChartPicture(QPainter& painter, PlotView& plot, const Legend& legend) {
    plot.paintPicture(painter);
    painter.translate(0, plot.height());
    legend.paintPicture(painter, plot.width());
}

} // namespace hourglass::ui
