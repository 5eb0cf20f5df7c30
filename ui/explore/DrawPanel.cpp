// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explore/DrawPanel.h"

#include "ui/charts/NumberText.h"
#include "ui/explore/ClassBox.h"
#include "ui/widgets/ControlRow.h"
#include "ui/explore/DrawCanvas.h"
#include "ui/explore/Exploration.h"
#include "ui/session/Convert.h"
#include "ui/widgets/ChoiceBox.h"
#include "ui/widgets/PictureSheet.h"
#include "ui/widgets/PictureView.h"
#include "ui/widgets/SampleMime.h"
#include "ui/widgets/Words.h"

#include <QBoxLayout>
#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QPainter>
#include <QSlider>
#include <QStackedLayout>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace hourglass::ui {

namespace {
constexpr int PictureSide = 256; // px
constexpr int SheetSide = 64;
constexpr std::int64_t NeighbourCount = 8;
constexpr std::int64_t ResampledCount = 8;
constexpr int BrushPercent = 9; // of the picture's width

QLabel* makeHeading(const QString& text) {
    auto* label = new QLabel(text);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

} // namespace

DrawPanel::DrawPanel(Exploration& exploration, QWidget* parent)
    : QWidget(parent)
    , m_exploration(exploration)
    , m_canvas(new DrawCanvas)
    , m_rebuilt(new PictureView)
    , m_note(makeHeading({}))
    , m_neighbours(new PictureSheet)
    , m_resampled(new PictureSheet)
    , m_brush(new QSlider(Qt::Horizontal))
    , m_colour(new ChoiceBox)
    , m_clear(makeTextButton(tr("Clear"), "delete", tr("Begin with an empty picture (Delete)")))
    , m_undo(makeTextButton(tr("Undo"), "undo", tr("Take the last stroke back (Ctrl+Z while the drawing has the focus)")))
    , m_resample(
          makeTextButton(tr("Resample"), "random",
                         tr("A variational encoder gives no point but a cloud: training draws a code from it each time "
                            "(reparameterisation: mean + deviation × noise). Draws eight codes and decodes them.")))
    , m_layout(new QBoxLayout(QBoxLayout::LeftToRight))
    , m_pages(new QStackedLayout(this))
    , m_empty(new QLabel) {
    setAcceptDrops(true);
    m_canvas->setAccessibleName(tr("Drawing"));
    m_canvas->setToolTip(
        asToolTip(tr("Draw here; the right button rubs out. With the keys: arrows move the pen, Space puts it down "
                     "and lifts it. A sample that is dropped here can be drawn over.")));
    m_rebuilt->setAccessibleName(tr("What is rebuilt of the drawing"));
    m_rebuilt->setEmptyText(tr("What is rebuilt of the drawing"));
    m_rebuilt->setToolTip(
        asToolTip(tr("What the network makes of the drawing, pressed through its waist: it can only rebuild what "
                     "is like the data it learned from.")));
    m_neighbours->setAccessibleName(tr("Nearest samples"));
    m_neighbours->setEmptyText(tr("The samples whose codes lie nearest"));
    m_resampled->setAccessibleName(tr("Codes from the cloud"));
    m_brush->setRange(1, 30);
    m_brush->setValue(BrushPercent);
    m_brush->setMaximumWidth(90);
    m_brush->setAccessibleName(tr("Width of the brush"));
    m_brush->setToolTip(asToolTip(tr("How wide the brush is")));
    m_colour->setAccessibleName(tr("Colour of the brush"));
    m_colour->setToolTip(asToolTip(tr("What the brush draws with")));

    m_note->setWordWrap(true);
    auto* pictures = new QHBoxLayout;
    pictures->addWidget(m_canvas, 1);
    pictures->addWidget(m_rebuilt, 1);
    auto* drawing = new QVBoxLayout;
    drawing->addWidget(makeControlRow({new ClassBox(m_exploration), m_brush, m_colour, m_clear, m_undo}));
    drawing->addLayout(pictures, 1);
    drawing->addWidget(m_note);
    auto* sheets = new QVBoxLayout;
    sheets->addWidget(makeHeading(tr("Nearest samples")));
    sheets->addWidget(m_neighbours, 1);
    sheets->addWidget(m_resample, 0, Qt::AlignLeft);
    sheets->addWidget(m_resampled, 1);
    auto* page = new QWidget;
    page->setLayout(m_layout);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->addLayout(drawing, 5);
    m_layout->addLayout(sheets, 3);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setMargin(12);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(page);

    connect(m_canvas, &DrawCanvas::drawn, this, [this] {
        m_isDrawnOn = true;
        m_undo->setEnabled(m_canvas->canUndo());
        encode(true);
    });
    connect(m_brush, &QSlider::valueChanged, this, [this](int percent) { m_canvas->setBrush(percent / 100.0); });
    connect(m_colour, &QComboBox::currentIndexChanged, this,
            [this] { m_canvas->setColour(m_colour->currentData().value<QColor>()); });
    connect(m_clear, &QToolButton::clicked, m_canvas, &DrawCanvas::clear);
    connect(m_undo, &QToolButton::clicked, m_canvas, &DrawCanvas::undo);
    connect(m_resample, &QToolButton::clicked, this, [this] {
        ++m_seed;
        resample();
    });
    connect(m_neighbours, &PictureSheet::chosen, this, [this](int item) {
        if (const auto sample = m_neighbours->items()[std::size_t(item)].sample)
            m_exploration.setSample(*sample);
    });
    connect(&exploration, &Exploration::begun, this, &DrawPanel::begin);
    connect(&exploration, &Exploration::codeChanged, this, [this] {
        if (m_code && m_exploration.label() != m_code->label)
            encode(false); // another class, another code
    });
    for (const auto signal : {&Exploration::renewed, &Exploration::surveyed})
        connect(&exploration, signal, this, [this] { encode(false); });
    begin();
}

void DrawPanel::begin() {
    m_code.reset();
    m_seed = 0;
    m_rebuilt->setPicture({});
    m_note->clear();
    m_neighbours->setItems({});
    m_resampled->setItems({});
    m_undo->setEnabled(false);
    m_resample->setEnabled(false);
    m_pages->setCurrentIndex(m_exploration.hasPictures() ? 1 : 0);
    m_empty->setText(m_exploration.isEmpty()
                         ? Exploration::invitation()
                         : tr("The samples of these data are no pictures, so that there is nothing to draw. "
                              "Choose data of pictures, the digits for example."));
    if (!m_exploration.hasPictures() || m_exploration.run()->dataset.sampleShape == m_shape)
        return; // the drawing stays for another network on such samples
    const Shape& shape = m_shape = m_exploration.run()->dataset.sampleShape;
    m_isDrawnOn = false;
    m_colour->clear();
    m_colour->addItem(tr("White"), QColor(Qt::white));
    m_colour->addItem(tr("Grey"), QColor(Qt::gray));
    m_colour->addItem(tr("Black"), QColor(Qt::black));
    if (shape.channels() == 3)
        for (const auto& [name, colour] :
             {std::pair(tr("Red"), QColor(220, 40, 40)), std::pair(tr("Green"), QColor(40, 180, 60)),
              std::pair(tr("Blue"), QColor(50, 90, 230)), std::pair(tr("Yellow"), QColor(240, 210, 40))})
            m_colour->addItem(name, colour);
    m_canvas->begin({int(shape.width()), int(shape.height())}, shape.channels() == 3);
}

/// @param takesCode  it becomes the code at hand
void DrawPanel::encode(bool takesCode) {
    if (!m_isDrawnOn || !isVisible())
        return;
    m_exploration.quick().ask(purpose::Drawing,
                              [this, takesCode, picture = toImage(m_canvas->picture()), label = m_exploration.label(),
                               data = m_exploration.codes()](const Model& model) -> std::optional<ModelAnswer> {
                                  Answer answer;
                                  answer.code = encoded(model, picture, label);
                                  answer.rebuilt = toQImage(
                                      decodedPictures(model, answer.code.code, PictureSide, {answer.code.label}).front());
                                  if (data && data->count() > 0)
                                      answer.nearest = nearestTo(answer.code.code, *data, NeighbourCount);
                                  return [this, answer, takesCode] { take(answer, takesCode); };
                              });
}

void DrawPanel::take(const Answer& answer, bool takesCode) {
    m_code = answer.code;
    m_rebuilt->setPicture(answer.rebuilt);
    const std::vector<double>& deviations = answer.code.deviations;
    m_note->setText(deviations.empty() ? tr("Its code is a point")
                                       : tr("Its code is a cloud; its largest deviation is %1")
                                             .arg(numberText(*std::ranges::max_element(deviations), 2)));
    std::vector<PictureSheet::Item> items;
    for (const Neighbour& neighbour : answer.nearest)
        items.push_back({toQImage(m_exploration.run()->album->picture(neighbour.sample, SheetSide)),
                         numberText(neighbour.distance, 2), m_exploration.sampleName(neighbour.sample), neighbour.sample});
    m_neighbours->setItems(std::move(items));
    m_resample->setEnabled(!deviations.empty());
    m_resampled->setEmptyText(deviations.empty()
                                  ? tr("The code of this network is a point: there is no cloud to draw from")
                                  : tr("Press Resample: what codes from the cloud around the drawing are decoded to"));
    if (m_seed > 0)
        resample();
    if (takesCode)
        m_exploration.setCloud(answer.code, tr("Draw"));
}

void DrawPanel::resample() {
    if (!m_code || m_code->deviations.empty())
        return;
    const auto use = [this](const std::vector<QImage>& pictures) {
        std::vector<PictureSheet::Item> items;
        for (std::size_t i = 0; i < pictures.size(); ++i)
            items.push_back({pictures[i], {}, tr("Code %1 from the cloud").arg(i + 1)});
        m_resampled->setItems(std::move(items));
    };
    m_exploration.quick().ask(purpose::Resampled,
                              decoding(drawnFrom(*m_code, ResampledCount, m_seed), {m_code->label}, SheetSide, use));
}

bool DrawPanel::isEmpty() const {
    return m_rebuilt->picture().isNull();
}

QSize DrawPanel::pictureSize() const {
    const QSize side = m_rebuilt->pictureSize();
    return {2 * side.width() + 12, side.height()};
}

void DrawPanel::paintPicture(QPainter& painter) {
    const QSize side = m_rebuilt->pictureSize();
    painter.drawImage(QRect({}, side), m_canvas->picture());
    painter.translate(side.width() + 12, 0);
    m_rebuilt->paintPicture(painter);
}

std::vector<float> DrawPanel::exportedCodes() const {
    return m_code ? m_code->code : CodeValues();
}

std::int64_t DrawPanel::numbersInCode() const {
    return m_exploration.dimensions();
}

void DrawPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    encode(false);
}

void DrawPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    m_layout->setDirection(width() > height() ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void DrawPanel::dragEnterEvent(QDragEnterEvent* event) {
    if (sampleIn(*event->mimeData()) && m_exploration.hasPictures())
        event->acceptProposedAction();
}

void DrawPanel::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    if (const auto sample = sampleIn(*event->mimeData()); sample && m_exploration.run() && m_exploration.run()->album)
        m_canvas->setPicture(toQImage(m_exploration.run()->album->picture(*sample, PictureSide)));
}

} // namespace hourglass::ui
