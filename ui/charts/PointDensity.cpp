// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/PointDensity.h"

#include "ui/style/ClassColours.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <vector>

namespace hourglass::ui {

namespace {

constexpr double CellSide = 4; // px
constexpr int BlurRadius = 3;  // cells
constexpr int Blurs = 3;       // three boxes are nearly a Gaussian
constexpr double Strongest = 0.62;

/// What lies in a cell: how many points, and the sum of their colours. Blurred together, the colours mix as the points do.
using Cell = std::array<float, 4>;

/// Running means over rows of cells that lie `stride` apart.
void blurLine(Cell* line, int count, int stride, std::vector<Cell>& copy) {
    copy.resize(std::size_t(count));
    for (int i = 0; i < count; ++i)
        copy[std::size_t(i)] = line[std::ptrdiff_t(i) * stride];
    Cell sum{};
    const auto add = [&](int i, float sign) {
        if (i >= 0 && i < count)
            for (std::size_t part = 0; part < sum.size(); ++part)
                sum[part] += sign * copy[std::size_t(i)][part];
    };
    for (int i = 0; i < BlurRadius; ++i)
        add(i, 1);
    for (int i = 0; i < count; ++i) {
        add(i + BlurRadius, 1);
        add(i - BlurRadius - 1, -1);
        for (std::size_t part = 0; part < sum.size(); ++part)
            line[std::ptrdiff_t(i) * stride][part] = std::max(0.F, sum[part]) / (2 * BlurRadius + 1);
    }
}

} // namespace

QImage densityPicture(const PointPlaces& places, std::span<const int> labels, const QRectF& area, const QPalette& palette) {
    const int columns = std::max(1, int(std::ceil(area.width() / CellSide)));
    const int rows = std::max(1, int(std::ceil(area.height() / CellSide)));
    std::vector<Cell> cells(std::size_t(columns) * std::size_t(rows), Cell{});
    std::map<int, Cell> colours;
    int label = -2;
    const Cell* colour = nullptr;
    for (std::size_t i = 0; i < places.count(); ++i) {
        const double x = (places.x[i] - area.left()) / CellSide, y = (places.y[i] - area.top()) / CellSide;
        if (!(x >= 0 && x < columns && y >= 0 && y < rows))
            continue;
        if (labels[i] != label) {
            label = labels[i];
            const QColor shown = classColour(label, palette);
            colour = &colours.try_emplace(label, Cell{1, shown.redF(), shown.greenF(), shown.blueF()}).first->second;
        }
        Cell& cell = cells[std::size_t(int(y) * columns + int(x))];
        for (std::size_t part = 0; part < cell.size(); ++part)
            cell[part] += (*colour)[part];
    }
    std::vector<Cell> copy;
    for (int blur = 0; blur < Blurs; ++blur) {
        for (int row = 0; row < rows; ++row)
            blurLine(cells.data() + row * columns, columns, 1, copy);
        for (int column = 0; column < columns; ++column)
            blurLine(cells.data() + column, rows, columns, copy);
    }
    float thickest = 1e-6F;
    for (const Cell& cell : cells)
        thickest = std::max(thickest, cell[0]);
    QImage picture(columns, rows, QImage::Format_ARGB32_Premultiplied);
    for (int row = 0; row < rows; ++row) {
        auto* const line = reinterpret_cast<QRgb*>(picture.scanLine(row));
        for (int column = 0; column < columns; ++column) {
            const Cell& cell = cells[std::size_t(row * columns + column)];
            // By the root, so that thin regions can be seen beside thick ones.
            const double alpha = Strongest * std::sqrt(cell[0] / thickest);
            const double scale = cell[0] > 0 ? 255 * alpha / cell[0] : 0;
            line[column] = qRgba(int(scale * cell[1]), int(scale * cell[2]), int(scale * cell[3]), int(255 * alpha));
        }
    }
    return picture;
}

} // namespace hourglass::ui
