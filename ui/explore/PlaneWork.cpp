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

/// Of at most `most` fields after the first `done`.
std::vector<float> nextOf(const std::vector<float>& codes, std::size_t numbers, std::size_t done, std::size_t most) {
    const auto first = codes.begin() + std::ptrdiff_t(done * numbers);
    return {first, first + std::min(std::ptrdiff_t(most * numbers), codes.end() - first)};
}

} // namespace

ModelWork sheetWork(const CodePlane& plane, int label, const QSize& fields, const QSize& size,
                    std::function<void(const QImage& sheet)> use) {
    return [=, use = std::move(use), codes = std::vector<float>(), done = std::size_t(0),
            sheet = QImage()](const Model& model) mutable -> std::optional<ModelAnswer> {
        const auto count = std::size_t(fields.width()) * std::size_t(fields.height());
        if (sheet.isNull()) {
            sheet = QImage(size, QImage::Format_RGB32);
            sheet.fill(Qt::black);
            codes = planeCodes(plane, fields.width(), fields.height());
        }
        const int side = std::max(size.width() / fields.width(), size.height() / fields.height());
        QPainter painter(&sheet);
        QElapsedTimer spent;
        spent.start();
        do {
            for (const Image& image :
                 decodedPictures(model, nextOf(codes, plane.base.size(), done, decodedTogether(model)), side, {label})) {
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

ModelWork layerWork(const CodePlane& plane, const QSize& fields, PlaneMeasure measure,
                    std::function<void(const QImage& layer, double largest)> use) {
    return
        [=, measure = std::move(measure), use = std::move(use), codes = std::vector<float>(), values = std::vector<double>(),
         together = std::size_t(1)](const Model& model) mutable -> std::optional<ModelAnswer> {
            const auto count = std::size_t(fields.width()) * std::size_t(fields.height());
            if (codes.empty())
                codes = planeCodes(plane, fields.width(), fields.height());
            QElapsedTimer spent;
            spent.start();
            do {
                QElapsedTimer piece;
                piece.start();
                const std::vector<double> some = measure(model, nextOf(codes, plane.base.size(), values.size(), together));
                values.insert(values.end(), some.begin(), some.end());
                together = piece.elapsed() < LongestPiece ? std::min(2 * together, std::size_t(fields.width()))
                                                          : std::max<std::size_t>(1, together / 2);
            } while (values.size() < count && spent.elapsed() < LongestPiece);
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
