// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Reports.h"
#include "tests/support/PlainAlbum.h"
#include "ui/charts/LatentPlot.h"

#include <QColor>
#include <QCoreApplication>
#include <QtTest>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace hourglass::test {

/// Of every picture of the album.
inline const QColor thumbnailColour(12, 200, 77);

inline LatentMap mapOf(const std::vector<float>& x, const std::vector<float>& y, const std::vector<int>& labels) {
    LatentMap map;
    map.xLabel = "code 1";
    map.yLabel = "code 2";
    map.x = x;
    map.y = y;
    map.labels = labels;
    return map;
}

/// Two classes in the four corners.
inline LatentMap corners() {
    return mapOf({-3, 3, -3, 3}, {-2, -2, 2, 2}, {0, 1, 1, 0});
}

/// A square of `side` by `side` points one apart, from (0, 0), row by row; the class is the column.
inline LatentMap lattice(int side) {
    LatentMap map = mapOf({}, {}, {});
    for (int i = 0; i < side * side; ++i) {
        map.x.push_back(float(i % side));
        map.y.push_back(float(i / side));
        map.labels.push_back(i % side);
    }
    return map;
}

inline RunInfo withClasses(std::vector<std::string> names, std::int64_t samples = 4) {
    RunInfo info;
    info.dataset.classNames = std::move(names);
    Image picture{8, 8, 3, {}};
    for (int i = 0; i < 64; ++i) {
        for (const int channel : {thumbnailColour.red(), thumbnailColour.green(), thumbnailColour.blue()})
            picture.pixels.push_back(std::uint8_t(channel));
    }
    info.album = std::make_shared<PlainAlbum>(samples, picture);
    return info;
}

/// Settled and laid out.
inline void show(ui::LatentPlot& plot, const LatentMap& map) {
    plot.setMap(map);
    plot.settle();
    QCoreApplication::processEvents(); // Qt Charts lays its axes out in the event loop
    plot.settle();
}

inline QPoint pixelOf(const ui::LatentPlot& plot, const QPointF& value) {
    return plot.toPixels(value).toPoint();
}

/// Draws around the points between two corners, in the axes' numbers.
inline void drawAround(ui::LatentPlot& plot, const QPointF& from, const QPointF& to, Qt::KeyboardModifiers modifiers = {}) {
    QWidget* const view = plot.viewport();
    const QPoint first = pixelOf(plot, from);
    QTest::mousePress(view, Qt::LeftButton, modifiers, first);
    for (const QPointF& corner : {QPointF(to.x(), from.y()), to, QPointF(from.x(), to.y())})
        QTest::mouseMove(view, pixelOf(plot, corner));
    QTest::mouseRelease(view, Qt::LeftButton, modifiers, pixelOf(plot, QPointF(from.x(), to.y())));
}

} // namespace hourglass::test
