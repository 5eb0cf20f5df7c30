// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explore/PlaneWork.h"

#include "ui/explore/Exploration.h"
#include "ui/session/Convert.h"
#include "ui/style/HeatScale.h"

#include <QElapsedTimer>
#include <QPainter>

#include <algorithm>
#include <utility>

namespace hourglass::ui {

namespace {

/// The next codes after `done` of them.
std::vector<float> nextOf(const Model& model, const std::vector<float>& codes, std::size_t numbers, std::size_t done) {
    const std::size_t first = done * numbers, end = std::min(codes.size(), (done + decodedTogether(model)) * numbers);
    return {codes.begin() + std::ptrdiff_t(first), codes.begin() + std::ptrdiff_t(end)};
}

} // namespace

ModelWork sheetWork(std::vector<float> codes, int label, const QSize& fields, const QSize& size,
                    std::function<void(const QImage& sheet)> use) {
    return [=, use = std::move(use), codes = std::move(codes), done = std::size_t(0),
            sheet = QImage()](const Model& model) mutable -> std::optional<ModelAnswer> {
        const auto count = std::size_t(fields.width()) * std::size_t(fields.height());
        if (sheet.isNull()) {
            sheet = QImage(size, QImage::Format_RGB32);
            sheet.fill(Qt::black);
        }
        const int side = std::max(size.width() / fields.width(), size.height() / fields.height());
        QPainter painter(&sheet);
        QElapsedTimer spent;
        spent.start();
        do {
            for (const Image& image :
                 decodedPictures(model, nextOf(model, codes, codes.size() / count, done), side, label)) {
                const int column = int(done) % fields.width(), row = int(done) / fields.width();
                const QRect place(QPoint(column * size.width() / fields.width(), row * size.height() / fields.height()),
                                  QPoint((column + 1) * size.width() / fields.width() - 1,
                                         (row + 1) * size.height() / fields.height() - 1));
                painter.drawImage(place, toQImage(image));
                ++done;
            }
        } while (done < count && spent.elapsed() < LongestPiece);
        painter.end();
        if (done < count)
            return std::nullopt;
        return [use, sheet] { use(sheet); };
    };
}

ModelWork layerWork(std::vector<float> codes, const QSize& fields, PlaneMeasure measure,
                    std::function<void(const QImage& layer, double largest)> use) {
    return [=, measure = std::move(measure), use = std::move(use), codes = std::move(codes),
            values = std::vector<double>()](const Model& model) mutable -> std::optional<ModelAnswer> {
        const auto count = std::size_t(fields.width()) * std::size_t(fields.height());
        const std::vector<double> some = measure(model, nextOf(model, codes, codes.size() / count, values.size()));
        values.insert(values.end(), some.begin(), some.end());
        if (values.size() < count)
            return std::nullopt;
        const double largest = *std::ranges::max_element(values);
        QImage layer(fields, QImage::Format_RGB32);
        for (std::size_t i = 0; i < count; ++i)
            layer.setPixel(int(i) % fields.width(), int(i) / fields.width(),
                           heatColour(largest > 0 ? values[i] / largest : 0));
        return [use, layer, largest] { use(layer, largest); };
    };
}

} // namespace hourglass::ui
