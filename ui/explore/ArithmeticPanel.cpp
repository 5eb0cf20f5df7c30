// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explore/ArithmeticPanel.h"

#include "ui/charts/NumberText.h"
#include "ui/widgets/ControlRow.h"
#include "ui/explore/Exploration.h"
#include "ui/explore/SampleWell.h"
#include "ui/explore/WalkStops.h"
#include "ui/widgets/ChoiceBox.h"
#include "ui/widgets/NumberBox.h"
#include "ui/widgets/PictureSheet.h"
#include "ui/widgets/PictureView.h"
#include "ui/widgets/Words.h"

#include <QBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>

#include <algorithm>

namespace hourglass::ui {

namespace {
constexpr double Strongest = 3;
constexpr int SliderUnit = 100; // steps for a strength of 1
constexpr int PictureSide = 256;
constexpr int FilmSide = 64;
constexpr int FilmSteps = 9; // from −2 to 2
constexpr double FilmReach = 2;
} // namespace

ArithmeticPanel::ArithmeticPanel(Exploration& exploration, QWidget* parent)
    : QWidget(parent)
    , m_exploration(exploration)
    , m_start(new WalkStops(exploration, purpose::Start, 1, this))
    , m_well(new SampleWell(tr("Start")))
    , m_result(new PictureView)
    , m_plus(new ChoiceBox)
    , m_minus(new ChoiceBox)
    , m_slider(new QSlider(Qt::Horizontal))
    , m_number(new NumberBox(ParameterSpec::real("strength", "Strength", 1, -Strongest, Strongest, 0.1)))
    , m_film(new PictureSheet)
    , m_note(new QLabel) {
    m_result->setAccessibleName(tr("Result"));
    m_result->setToolTip(asToolTip(tr("What the sum is decoded to")));
    m_film->setAccessibleName(tr("Results of other strengths"));
    m_film->setToolTip(asToolTip(tr("The result with other strengths. A click takes one.")));
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_note->setWordWrap(true);
    auto* pictures = new QHBoxLayout;
    pictures->addWidget(m_well, 1);
    pictures->addWidget(m_result, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(makeControls());
    layout->addWidget(m_note);
    layout->addLayout(pictures, 2);
    layout->addWidget(m_film, 1);

    m_start->serve(*m_well, 0);
    connect(m_start, &WalkStops::failed, this, &ArithmeticPanel::failed);
    connect(m_start, &WalkStops::encoded, this, &ArithmeticPanel::compute);
    connect(m_film, &PictureSheet::chosen, this, [this](int item) {
        m_slider->setValue(int(SliderUnit * (2 * FilmReach * item / (FilmSteps - 1) - FilmReach)));
        go(true); // also where the slider stands there already
    });
    connect(&exploration, &Exploration::begun, this, &ArithmeticPanel::begin);
    connect(&exploration, &Exploration::surveyed, this, &ArithmeticPanel::compute);
    begin();
}

QWidget* ArithmeticPanel::makeControls() {
    const QString help =
        tr("The mean of the codes of these samples. Selected samples: those inside an area that is drawn on the "
           "map “Latent space” in the workspace Train.");
    m_plus->setAccessibleName(tr("What is added"));
    m_plus->setToolTip(asToolTip(help));
    m_minus->setAccessibleName(tr("What is subtracted"));
    m_minus->setToolTip(asToolTip(help));
    m_slider->setRange(int(-Strongest * SliderUnit), int(Strongest * SliderUnit));
    m_slider->setPageStep(SliderUnit / 2);
    m_slider->setSingleStep(SliderUnit / 20);
    m_slider->setValue(SliderUnit);
    m_slider->setMinimumWidth(120);
    m_slider->setAccessibleName(tr("Strength"));
    m_slider->setToolTip(asToolTip(tr("How often the difference is added; below zero it is taken away")));
    m_number->showValue(1);
    m_number->setAccessibleName(tr("Strength as a number"));
    m_number->setToolTip(m_slider->toolTip());
    connect(m_slider, &QSlider::valueChanged, this, [this](int value) {
        m_number->showValue(double(value) / SliderUnit);
        go(true);
    });
    connect(m_number, &QDoubleSpinBox::valueChanged, this,
            [this](double value) { m_slider->setValue(int(std::lround(value * SliderUnit))); });
    for (const QComboBox* box : {m_plus, m_minus})
        connect(box, &QComboBox::activated, this, &ArithmeticPanel::compute);
    auto* plus = new QLabel(tr("plus"));
    auto* minus = new QLabel(tr("minus"));
    return makeControlRow({plus, m_plus, minus, m_minus, m_slider, m_number});
}

void ArithmeticPanel::begin() {
    m_selection.clear();
    m_result->setPicture({});
    m_film->setItems({});
    fillGroups();
    m_plus->setCurrentIndex(m_plus->count() > 1 ? 1 : 0);
    m_minus->setCurrentIndex(0);
    showNote(false);
}

/// @param isGroupEmpty  no sample that is known belongs to what is added or subtracted
void ArithmeticPanel::showNote(bool isGroupEmpty) {
    m_note->setText(isGroupEmpty ? tr("None of the samples whose codes are known belongs to that group. Choose another one.")
                    : m_exploration.isEmpty() ? Exploration::invitation()
                    : m_plus->count() == 1 ? tr("These data have no classes. Draw an area on the map “Latent space” in the "
                                                "workspace Train to select samples.")
                                           : QString());
    m_note->setVisible(!m_note->text().isEmpty());
}

void ArithmeticPanel::fillGroups() {
    for (QComboBox* box : {m_plus, m_minus}) {
        const QVariant before = box->currentData();
        box->clear();
        box->addItem(tr("all samples"), int(AllSamples));
        if (!m_selection.empty())
            box->addItem(tr("%1 selected samples").arg(grouped(std::int64_t(m_selection.size()))), int(Selection));
        if (const auto& run = m_exploration.run())
            for (std::size_t label = 0; label < run->dataset.classNames.size(); ++label)
                box->addItem(m_exploration.className(int(label)), int(label));
        box->setCurrentIndex(std::max(0, box->findData(before)));
    }
}

void ArithmeticPanel::setSelection(const std::vector<int>& samples) {
    const bool isNew = m_selection.empty() && !samples.empty();
    m_selection.assign(samples.begin(), samples.end());
    fillGroups();
    if (isNew)
        m_plus->setCurrentIndex(m_plus->findData(int(Selection)));
    compute();
}

double ArithmeticPanel::strength() const {
    return double(m_slider->value()) / SliderUnit;
}

/// None where no sample that is known belongs to it.
std::optional<CodeValues> ArithmeticPanel::meanOfGroup(const QComboBox* box) const {
    const std::shared_ptr<const Codes>& codes = m_exploration.codes();
    const int group = box->currentData().toInt();
    if (!codes || codes->count() == 0)
        return std::nullopt;
    if (group == AllSamples)
        return m_exploration.space().mean;
    if (group == Selection) {
        std::vector<std::int64_t> known;
        std::ranges::copy_if(m_selection, std::back_inserter(known),
                             [&](std::int64_t sample) { return sample < codes->count(); });
        return known.empty() ? std::nullopt : std::optional(meanOf(*codes, known));
    }
    if (std::ranges::find(codes->labels, group) == codes->labels.end())
        return std::nullopt;
    return meanOfClass(*codes, group);
}

CodeValues ArithmeticPanel::at(double strength) const {
    CodeValues code = m_start->stop(0).code;
    const std::optional<CodeValues> plus = meanOfGroup(m_plus), minus = meanOfGroup(m_minus);
    if (!plus || !minus || plus->size() != code.size() || minus->size() != code.size())
        return {};
    for (std::size_t i = 0; i < code.size(); ++i)
        code[i] += float(strength) * ((*plus)[i] - (*minus)[i]);
    return code;
}

std::vector<float> ArithmeticPanel::film() const {
    std::vector<float> codes;
    for (int step = 0; step < FilmSteps; ++step) {
        const CodeValues code = at(2 * FilmReach * step / (FilmSteps - 1) - FilmReach);
        codes.insert(codes.end(), code.begin(), code.end());
    }
    return codes;
}

void ArithmeticPanel::compute() {
    if (!isVisible())
        return;
    std::vector<float> codes = film();
    const bool isKnown = m_exploration.codes() && !m_start->stop(0).code.empty();
    if (codes.empty() && isKnown) { // of what stood here before nothing is true any more
        m_film->setItems({});
        m_result->setPicture({});
        showNote(true);
    }
    if (codes.empty())
        return;
    showNote(false);
    const auto use = [this](const std::vector<QImage>& pictures) {
        std::vector<PictureSheet::Item> items;
        for (std::size_t i = 0; i < pictures.size(); ++i) {
            const QString strength = numberText(2 * FilmReach * double(i) / (FilmSteps - 1) - FilmReach, 2);
            items.push_back({pictures[i], strength, tr("Strength %1").arg(strength)});
        }
        m_film->setItems(std::move(items));
    };
    m_exploration.quick().ask(purpose::SumFilm, decoding(std::move(codes), {m_start->stop(0).label}, FilmSide, use));
    go(false);
}

/// @param byUser  who wants the result to be the code at hand
void ArithmeticPanel::go(bool byUser) {
    const CodeValues code = result();
    if (code.empty() || !isVisible())
        return;
    m_exploration.quick().ask(
        purpose::Sum, decoding(code, {m_start->stop(0).label}, PictureSide,
                               [this](const std::vector<QImage>& pictures) { m_result->setPicture(pictures.front()); }));
    if (byUser || (!m_given.empty() && m_exploration.code() == m_given)) {
        m_given = code;
        m_exploration.setCode(code, m_start->stop(0).label, tr("Add and subtract"));
    }
}

bool ArithmeticPanel::isEmpty() const {
    return m_film->items().empty();
}

QSize ArithmeticPanel::pictureSize() const {
    return m_film->pictureSize();
}

void ArithmeticPanel::paintPicture(QPainter& painter) {
    m_film->paintPicture(painter);
}

std::vector<float> ArithmeticPanel::exportedCodes() const {
    return film();
}

std::int64_t ArithmeticPanel::numbersInCode() const {
    return m_exploration.dimensions();
}

void ArithmeticPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    compute();
}

} // namespace hourglass::ui
