// SPDX-License-Identifier: GPL-3.0-or-later
// What a PlanePanel asks of the network.
#include "ui/charts/NumberText.h"
#include "ui/explore/Exploration.h"
#include "ui/explore/PlanePanel.h"
#include "ui/explore/PlaneWork.h"
#include "ui/session/Convert.h"

#include <QCheckBox>
#include <QComboBox>
#include <QSlider>
#include <QSpinBox>

#include <algorithm>
#include <cmath>

namespace hourglass::ui {

namespace {
constexpr int CardSide = 96; // px
constexpr int LayerColumns = 60;
} // namespace

CodePlane PlanePanel::plane() const {
    const PlaneRange range = m_view->range();
    return {m_exploration.code(), m_x->value() - 1, m_y->value() - 1, range.left, range.right, range.bottom, range.top};
}

QSize PlanePanel::fields(int columns) const {
    const QSizeF area = m_view->plotArea().size();
    const Shape& shape = m_exploration.run()->dataset.sampleShape;
    const double aspect = shape.isPicture() ? double(shape.width()) / double(shape.height()) : 1;
    const double rows = columns * aspect * area.height() / std::max(1.0, area.width());
    return {columns, std::clamp(int(std::lround(rows)), 1, 2 * MostColumns)};
}

PlanePanel::Layer PlanePanel::layer() const {
    return Layer(m_layer->currentData().toInt());
}

void PlanePanel::renew() {
    m_label = m_exploration.label();
    m_base = m_exploration.code();
    if (!m_base.empty() && isPlane())
        m_base[std::size_t(m_x->value() - 1)] = m_base[std::size_t(m_y->value() - 1)] = 0;
    askForSheet();
    askForLayer();
}

void PlanePanel::askForSheet() {
    m_fineness->setEnabled(m_pictures->isChecked());
    const QSizeF area = m_view->plotArea().size() * devicePixelRatioF();
    if (!m_pictures->isChecked())
        m_view->setSheet({}, {});
    if (!m_pictures->isChecked() || m_view->isEmpty() || !isVisible() || m_exploration.code().empty() || area.width() < 20 ||
        area.height() < 20)
        return;
    const QSize count = fields(m_fineness->value());
    m_exploration.quick().ask(purpose::Plane, sheetWork(plane(), m_exploration.label(), count, area.toSize(),
                                                        [this, range = m_view->range()](const QImage& sheet) {
                                                            m_view->setSheet(m_pictures->isChecked() ? sheet : QImage(),
                                                                             range);
                                                            Q_EMIT sheetShown(range);
                                                        }));
}

void PlanePanel::askForLayer() {
    m_view->setDensityShown(layer() == Layer::Density);
    const std::shared_ptr<const Codes> data = m_exploration.codes();
    if (layer() == Layer::None || layer() == Layer::Density)
        m_view->setLayer({}, {});
    else if (m_view->isEmpty() || !isVisible() || m_exploration.code().empty() || !data)
        return;
    PlaneMeasure measure;
    switch (layer()) {
    case Layer::None:
    case Layer::Density:
        return;
    case Layer::Distance:
        measure = [data](const Model&, const std::vector<float>& codes) { return distancesToData(codes, *data); };
        break;
    case Layer::Stretch:
        measure = [label = m_exploration.label()](const Model& model, const std::vector<float>& codes) {
            return decoderStretch(model, codes, label);
        };
        break;
    case Layer::Return:
        measure = [data, label = m_exploration.label()](const Model& model, const std::vector<float>& codes) {
            return returnErrors(model, codes, *data, label);
        };
        break;
    }
    const QSize count = fields(LayerColumns);
    const auto use = [this, range = m_view->range(), asked = layer()](const QImage& image, double largest) {
        if (asked != layer())
            return;
        m_view->setLayer(image, range);
        m_view->setLayerEnds(QStringLiteral("0"), numberText(largest, 2));
    };
    m_exploration.quick().ask(purpose::Layer, layerWork(plane(), count, std::move(measure), use));
}

void PlanePanel::askForHovered(const std::optional<QPointF>& place) {
    if (!place || m_exploration.code().empty())
        return;
    const CodeValues code = codeAt(*place);
    m_exploration.quick().ask(
        purpose::Hovered,
        [this, code, place = *place, data = m_exploration.codes(),
         label = m_exploration.label()](const Model& model) -> std::optional<ModelAnswer> {
            HoverCard card;
            card.picture = toQImage(decodedPictures(model, code, CardSide, {label}).front());
            card.lines.push_back(
                {QColor(), QStringLiteral("%1, %2").arg(numberText(place.x(), 3), numberText(place.y(), 3))});
            if (data && data->count() > 0)
                card.lines.push_back({QColor(), tr("nearest sample: %1 of the usual distance")
                                                    .arg(numberText(distancesToData(code, *data).front(), 2))});
            return [this, card] { m_view->showCard(card); };
        });
}

std::vector<float> PlanePanel::exportedCodes() const {
    if (isEmpty())
        return {};
    const QSize count = fields(m_fineness->value());
    return planeCodes(plane(), count.width(), count.height());
}

std::int64_t PlanePanel::numbersInCode() const {
    return m_exploration.dimensions();
}

} // namespace hourglass::ui
