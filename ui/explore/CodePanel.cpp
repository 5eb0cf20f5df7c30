// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explore/CodePanel.h"

#include "ui/explore/ClassBox.h"
#include "ui/widgets/ControlRow.h"
#include "ui/explore/DimensionSliders.h"
#include "ui/explore/Exploration.h"
#include "ui/explore/NumberSearch.h"
#include "ui/widgets/PictureView.h"
#include "ui/widgets/SampleMime.h"
#include "ui/widgets/Words.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QDropEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QSignalBlocker>
#include <QToolButton>

#include <algorithm>
#include <iterator>

namespace hourglass::ui {

namespace {

constexpr int PictureSide = 256; // px
constexpr int SweepSide = 44;
constexpr int Later = 60; // ms, for what the eye is not on while the hand moves a slider

} // namespace

CodePanel::CodePanel(Exploration& exploration, QWidget* parent)
    : QWidget(parent)
    , m_exploration(exploration)
    , m_picture(new PictureView)
    , m_sliders(new DimensionSliders)
    , m_search(new QLineEdit)
    , m_onlyActive(new QCheckBox(tr("Active only")))
    , m_reset(
          makeTextButton(tr("Mean"), "reset",
                         tr("Set all numbers that are not locked to the mean of the samples' codes: what the network takes "
                            "for an average sample")))
    , m_randomise(makeTextButton(tr("Random"), "random",
                                 tr("Draw all numbers that are not locked, each as far spread as those of the samples")))
    , m_layout(new QBoxLayout(QBoxLayout::TopToBottom, this)) {
    setAcceptDrops(true);
    m_picture->setAccessibleName(tr("What the decoder makes of the code"));
    m_picture->setToolTip(
        asToolTip(tr("What the decoder makes of the code below. Drop a sample or a picture file here to start "
                     "from its code.")));
    auto* numbers = new QVBoxLayout;
    numbers->addWidget(makeControls());
    numbers->addWidget(m_sliders, 1);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->addWidget(m_picture, 2);
    m_layout->addLayout(numbers, 3);

    connect(m_sliders, &DimensionSliders::numberChanged, &exploration, &Exploration::setNumber);
    connect(m_sliders, &DimensionSliders::released, this, &CodePanel::showRows);
    connect(m_sliders, &DimensionSliders::lockToggled, this,
            [this](qint64 dimension) { m_exploration.setLocked(dimension, !m_exploration.isLocked(dimension)); });
    m_later.setSingleShot(true);
    m_later.setInterval(Later);
    connect(&m_later, &QTimer::timeout, this, [this] {
        if (m_exploration.quick().isAsked(purpose::Sweeps))
            m_later.start(); // those that are nearly there are worth more than the next ones
        else
            askForSweeps();
    });
    connect(&m_opener, &AlbumOpener::opened, this, &CodePanel::takeFile);
    connect(&m_opener, &AlbumOpener::failed, this, &CodePanel::failed);
    connect(m_sliders, &DimensionSliders::sightChanged, this, &CodePanel::askForSweeps);
    connect(&exploration, &Exploration::begun, this, &CodePanel::begin);
    connect(&exploration, &Exploration::renewed, this, &CodePanel::renew);
    connect(&exploration, &Exploration::surveyed, this, &CodePanel::showRows);
    connect(&exploration, &Exploration::codeChanged, this, &CodePanel::showCode);
    connect(&exploration, &Exploration::lockChanged, this, [this] {
        for (std::int64_t dimension = 0; dimension < m_exploration.dimensions(); ++dimension)
            m_sliders->setLocked(dimension, m_exploration.isLocked(dimension));
    });
    begin();
}

QWidget* CodePanel::makeControls() {
    m_search->setPlaceholderText(tr("Find: 3, 10-20"));
    m_search->setAccessibleName(tr("Find numbers of the code"));
    m_search->setToolTip(asToolTip(tr("Shows these numbers of the code only, counted from 1: single ones and ranges")));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(160);
    m_onlyActive->setToolTip(asToolTip(
        tr("Leaves out the numbers that are the same for all samples. A variational network switches off what it does not "
           "need: there the mean of such a number varies by less than 0.01.")));
    connect(m_reset, &QToolButton::clicked, &m_exploration, &Exploration::reset);
    connect(m_randomise, &QToolButton::clicked, &m_exploration, &Exploration::randomise);
    connect(m_search, &QLineEdit::textChanged, this, &CodePanel::showRows);
    connect(m_onlyActive, &QCheckBox::toggled, this, &CodePanel::showRows);
    return makeControlRow({m_reset, m_randomise, new ClassBox(m_exploration), m_search, m_onlyActive});
}

void CodePanel::begin() {
    const bool isEmpty = m_exploration.isEmpty();
    m_opener.forget();
    m_picture->setPicture({});
    m_picture->setEmptyText(isEmpty ? Exploration::invitation() : tr("The network is being read…"));
    m_sliders->letGo();
    m_sliders->forgetSweeps();
    m_sliders->setValues({});
    for (std::int64_t dimension = 0; dimension < m_exploration.dimensions(); ++dimension)
        m_sliders->setLocked(dimension, false);
    showRows();
}

void CodePanel::renew() {
    askForPicture();
    askForSweeps();
}

void CodePanel::showCode() {
    m_sliders->setValues(m_exploration.code());
    askForPicture();
    if (!m_later.isActive())
        m_later.start();
}

/// What changes the picture most comes first; rows that the user is at stay where they are.
std::vector<std::int64_t> CodePanel::rowOrder() const {
    const std::vector<DimensionSliders::Row>& rows = m_sliders->rows();
    if (!m_sliders->isInUse() || rows.size() != m_exploration.space().dimensions.size())
        return byEffect(m_exploration.space());
    std::vector<std::int64_t> order;
    std::ranges::transform(rows, std::back_inserter(order), &DimensionSliders::Row::dimension);
    return order;
}

void CodePanel::showRows() {
    const CodeSpace& space = m_exploration.space();
    const bool knows = !space.dimensions.empty();
    m_reset->setEnabled(knows);
    m_randomise->setEnabled(knows);
    if (m_sliders->isHeld())
        return;
    const NumberSearch search(m_search->text());
    std::vector<DimensionSliders::Row> rows;
    for (const std::int64_t dimension : rowOrder()) {
        const CodeDimension& known = space.dimensions[std::size_t(dimension)];
        if (search.matches(dimension + 1) && (known.isActive || !m_onlyActive->isChecked()))
            rows.push_back({dimension, known.lowest, known.highest, known.mean, known.isActive});
    }
    m_sliders->setEmptyText(m_exploration.isEmpty() ? QString()
                            : !knows                ? tr("The codes of the data are being looked at…")
                                                    : tr("No number of the code is found. Clear the search."));
    m_sliders->setRows(std::move(rows));
    if (m_exploration.code().empty())
        return;
    m_sliders->setValues(m_exploration.code());
    askForSweeps();
}

void CodePanel::askForPicture() {
    if (m_exploration.code().empty() || !isVisible())
        return;
    m_exploration.quick().ask(purpose::Picture,
                              decoding(m_exploration.code(), {m_exploration.label()}, PictureSide,
                                       [this, code = m_exploration.code()](const std::vector<QImage>& pictures) {
                                           m_picture->setPicture(pictures.front());
                                           Q_EMIT decodedShown(code);
                                       }));
}

void CodePanel::askForSweeps() {
    const std::vector<DimensionSliders::Row> rows = m_sliders->rowsInSight();
    if (rows.empty() || m_exploration.code().empty() || !isVisible())
        return;
    std::vector<float> codes;
    for (const DimensionSliders::Row& row : rows) {
        const std::vector<float> some =
            sweep(m_exploration.code(), row.dimension, row.lowest, row.highest, DimensionSliders::SweepSteps);
        codes.insert(codes.end(), some.begin(), some.end());
    }
    const auto use = [this, rows](const std::vector<QImage>& pictures) {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto first = pictures.begin() + std::ptrdiff_t(i * DimensionSliders::SweepSteps);
            m_sliders->setSweep(rows[i].dimension, {first, first + DimensionSliders::SweepSteps});
        }
    };
    m_exploration.quick().ask(
        purpose::Sweeps, decoding(std::move(codes), {m_exploration.label()}, int(SweepSide * devicePixelRatioF()), use));
}

bool CodePanel::isEmpty() const {
    return m_picture->picture().isNull();
}

QSize CodePanel::pictureSize() const {
    return m_picture->pictureSize();
}

void CodePanel::paintPicture(QPainter& painter) {
    m_picture->paintPicture(painter);
}

std::vector<float> CodePanel::exportedCodes() const {
    return m_exploration.code();
}

std::int64_t CodePanel::numbersInCode() const {
    return m_exploration.dimensions();
}

void CodePanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    m_layout->setDirection(width() > 2 * height() ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void CodePanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    renew();
}

void CodePanel::dragEnterEvent(QDragEnterEvent* event) {
    if (sampleIn(*event->mimeData()) || !samplesIn(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void CodePanel::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    if (const auto sample = sampleIn(*event->mimeData()))
        m_exploration.setSample(*sample);
    else
        openFile(samplesIn(*event->mimeData()));
}

void CodePanel::openFile(const QString& path) {
    if (const auto& run = m_exploration.run())
        m_opener.open(path, run->experiment.dataset, run->dataset.sampleShape);
}

/// The code of its first sample.
void CodePanel::takeFile(const std::shared_ptr<const Album>& album) {
    m_exploration.quick().ask(purpose::DroppedFile, [this, album](const Model& model) -> std::optional<ModelAnswer> {
        const EncodedSample first = encoded(model, *album, 0, /*own=*/false);
        return [this, first] { m_exploration.setCloud(first, tr("Take a sample")); };
    });
}

} // namespace hourglass::ui
