// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/LossChart.h"

#include "ui/charts/ChartPicture.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/session/Convert.h"
#include "ui/session/RunText.h"
#include "ui/style/Theme.h"
#include "ui/widgets/Colours.h"
#include "ui/widgets/Words.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <cmath>

namespace hourglass::ui {

namespace {

constexpr int smoothingMaximum = 30; // 10 slider steps for each power of ten
constexpr int smoothingAtFirst = 13; // 20 steps
constexpr qint64 MarksApart = 1000;  // ms

double smoothingSteps(int sliderValue) {
    return std::pow(10.0, sliderValue / 10.0);
}

/// None for a training of a single stage.
std::vector<LossPlot::Stage> stagesOf(const RunInfo& info) {
    std::vector<LossPlot::Stage> stages;
    std::int64_t steps = 0;
    for (std::size_t stage = 0; info.stages.size() > 1 && stage < info.stages.size(); ++stage) {
        steps += info.epochsOf(stage) * info.stepsPerEpoch;
        stages.push_back({toQString(info.stages[stage].title), steps});
    }
    return stages;
}

} // namespace

LossChart::LossChart(QWidget* parent)
    : QWidget(parent)
    , m_measure(new QComboBox)
    , m_logarithmic(new QCheckBox(tr("Log scale")))
    , m_smoothing(new QSlider(Qt::Horizontal))
    , m_plot(new LossPlot)
    , m_legend(new Legend) {
    m_plot->setAccessibleName(tr("Loss over the training steps"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(buildControls());
    layout->addWidget(m_plot, 1);
    layout->addWidget(m_legend);
    connect(m_legend, &Legend::toggled, this, [this](int index, bool shown) {
        const auto items = measure() == Measure::Objective ? objectiveItems() : errorItems();
        m_choices[items[std::size_t(index)].entry.name] = shown;
        rebuild();
    });
    setSmoothing(m_smoothing->value());
    rebuild();
}

QLayout* LossChart::buildControls() {
    m_measure->addItem(tr("Objective"));
    m_measure->addItem(tr("Error per value (MSE)"));
    m_measure->setAccessibleName(tr("What the chart shows"));
    m_measure->setToolTip(
        asToolTip(tr("The objective is what training makes smaller: a sum over all values of a sample, plus the terms of "
                     "the variant. The error is the mean squared difference per value; only it can be compared with PCA.")));
    m_logarithmic->setToolTip(asToolTip(tr("Equal distances are equal ratios: shows how small losses still fall.")));
    m_smoothing->setRange(0, smoothingMaximum);
    m_smoothing->setValue(smoothingAtFirst);
    m_smoothing->setPageStep(5);
    m_smoothing->setFixedWidth(72);
    auto* label = new QLabel(tr("Smoothing"));
    label->setBuddy(m_smoothing);
    m_smoothing->setAccessibleName(label->text());

    auto* smoothing = new QWidget; // label and slider stay together where the row breaks
    auto* smoothingLayout = new QHBoxLayout(smoothing);
    smoothingLayout->setContentsMargins(0, 0, 0, 0);
    smoothingLayout->addWidget(label);
    smoothingLayout->addWidget(m_smoothing);
    auto* controls = new FlowLayout(14, 4);
    for (QWidget* control : {static_cast<QWidget*>(m_measure), static_cast<QWidget*>(m_logarithmic), smoothing})
        controls->addWidget(control);

    connect(m_measure, &QComboBox::currentIndexChanged, this, &LossChart::rebuild);
    connect(m_logarithmic, &QCheckBox::toggled, this, [this](bool logarithmic) {
        m_plot->setLogarithmic(logarithmic);
        rebuild();
    });
    connect(m_smoothing, &QSlider::valueChanged, this, &LossChart::setSmoothing);
    return controls;
}

void LossChart::begin(const RunInfo& info) {
    m_history = {};
    m_history.setSmoothing(smoothingSteps(m_smoothing->value()));
    m_unit = info.loss == "bce" ? tr("nats per sample") : tr("per sample");
    m_plot->setStepsPerEpoch(info.stepsPerEpoch);
    m_plot->setStages(stagesOf(info));
    m_marks.clear();
    m_plot->setMarks({});
    rebuild(); // first: until then the plot's lines are those of the history that is gone
    m_plot->extendTo(0);
    m_plot->showAll();
}

void LossChart::addBatches(const std::vector<BatchReport>& batches) {
    const std::size_t namesBefore = m_history.terms().size();
    const bool wasEmpty = m_history.training().empty();
    for (const BatchReport& batch : batches)
        m_history.append(batch);
    m_plot->extendTo(m_history.lastStep());
    if (wasEmpty || m_history.terms().size() != namesBefore)
        rebuild();
}

void LossChart::addEpoch(const EpochReport& epoch) {
    const bool wasEmpty = m_history.validation().empty();
    m_history.append(epoch);
    m_plot->extendTo(m_history.lastStep());
    if (wasEmpty)
        rebuild();
}

void LossChart::showBaseline(double pcaMse, std::int64_t components) {
    m_history.setBaseline({pcaMse, components});
    rebuild();
}

void LossChart::mark(const QString& name, const QString& value) {
    const bool isSame = !m_marks.empty() && m_markedLast == name && !m_sinceMark.hasExpired(MarksApart);
    if (!isSame)
        m_marks.push_back({m_history.lastStep(), {}});
    m_marks.back().text = tr("%1 %2").arg(inSentence(name), value);
    m_markedLast = name;
    m_sinceMark.start();
    m_plot->setMarks(m_marks);
}

LossChart::Measure LossChart::measure() const {
    return m_measure->currentIndex() == 0 ? Measure::Objective : Measure::Error;
}

std::vector<LossChart::Item> LossChart::objectiveItems() const {
    std::vector<Item> items;
    if (m_history.training().empty())
        return items;
    const ChartColours colours = chartColours(palette());
    items.push_back({{tr("training"), tr("The objective on the batches that the network learns from."), colours.training},
                     &m_history.training(),
                     true});
    if (!m_history.validation().empty()) {
        items.push_back({{tr("validation"),
                          tr("The objective on samples that the network never learns from, after each epoch. "
                             "Where it rises while training falls, the network learns by heart."),
                          colours.validation},
                         &m_history.validation(),
                         false});
    }
    const bool several = m_history.terms().size() > 1;
    const QString help = several ? tr("One term of the objective, with its weight: the terms add up to the training line.")
                                 : tr("The only term of the objective: the same as the training line.");
    int colour = 2; // the first two are too near to validation and training
    for (const LossHistory::Term& term : m_history.terms()) {
        items.push_back({{term.name, help, classColour(colour++, palette()), {}, false, several}, &term.curve, true});
    }
    return items;
}

std::vector<LossChart::Item> LossChart::errorItems() const {
    std::vector<Item> items;
    if (m_history.validationError().empty())
        return items;
    const ChartColours colours = chartColours(palette());
    items.push_back(
        {{tr("validation"), tr("Mean squared error on samples that the network never learns from."), colours.validation},
         &m_history.validationError(),
         false});
    if (m_history.baseline() &&
        !(losesNothing(m_history.baseline()->mse) && m_logarithmic->isChecked())) // which has no zero
        items.push_back({baselineEntry(colours.baseline), nullptr, false});
    return items;
}

Legend::Entry LossChart::baselineEntry(const QColor& colour) const {
    const LossHistory::Baseline& baseline = *m_history.baseline();
    if (losesNothing(baseline.mse))
        return {
            tr("PCA 0 (the code is wide enough for everything)"),
            tr("With as many numbers as the code has, principal component analysis loses nothing, so there is nothing to "
               "compare the network with. A narrower code would have to choose."),
            colour,
            {},
            true};
    return {baseline.components == 1 ? tr("PCA, 1 component") : tr("PCA, %1 components").arg(grouped(baseline.components)),
            tr("What principal component analysis reaches with as many numbers as the code has. A "
               "network that is worth its trouble ends below."),
            colour,
            {},
            true};
}

void LossChart::rebuild() {
    const bool objective = measure() == Measure::Objective;
    std::vector<Legend::Entry> entries;
    std::vector<LossPlot::Line> backdrop;
    LossPlot::Content content;
    for (Item& item : objective ? objectiveItems() : errorItems()) {
        const auto choice = m_choices.find(item.entry.name);
        if (choice != m_choices.end())
            item.entry.shown = choice->second;
        entries.push_back(item.entry);
        const QString& name = item.entry.name;
        const QColor colour = item.entry.colour;
        if (!item.entry.shown)
            continue;
        if (!item.curve)
            content.level = losesNothing(m_history.baseline()->mse)
                                ? LossPlot::Level{tr("PCA"), colour, 0}
                                : LossPlot::Level{name, colour, m_history.baseline()->mse};
        else if (!item.smoothed)
            content.lines.push_back({name, colour, &item.curve->points()});
        else
            content.lines.push_back({name, colour, &item.curve->smoothed()});
        if (item.curve == &m_history.training()) {
            const QColor faint = blended(palette().color(QPalette::Base), colour, 0.35);
            backdrop.push_back({name, faint, &item.curve->points(), 1, true});
        }
    }
    content.lines.insert(content.lines.end(), backdrop.begin(), backdrop.end());
    m_smoothing->setEnabled(objective);
    content.valueTitle = !objective         ? tr("mean squared error")
                         : m_unit.isEmpty() ? tr("objective")
                                            : tr("objective (%1)").arg(m_unit);
    content.emptyText = emptyText();
    m_legend->setEntries(entries);
    m_plot->setContent(content);
}

QString LossChart::emptyText() const {
    if (m_history.training().empty())
        return tr("How wrong the network is after every batch, falling as it learns. Press Space to train.");
    if (measure() == Measure::Error && m_history.validationError().empty())
        return tr(
            "The error on samples that the network never learns from, beside PCA. It is measured at the end of each epoch.");
    return tr("Choose a line below to see it");
}

void LossChart::setSmoothing(int sliderValue) {
    const double steps = smoothingSteps(sliderValue);
    m_history.setSmoothing(steps);
    const QString number = grouped(std::lround(steps));
    m_smoothing->setToolTip(asToolTip(
        sliderValue == 0 ? tr("No smoothing.")
                         : tr("The strong line is a running mean over about %1 steps; the faint one is every single batch.")
                               .arg(number)));
    m_smoothing->setAccessibleDescription(tr("Mean over %1 steps").arg(number));
    m_plot->refreshNow();
}

QString LossChart::pictureTitle() const {
    return tr("Loss");
}

QSize LossChart::pictureSize() const {
    return chartPictureSize(*m_plot, *m_legend);
}

void LossChart::paintPicture(QPainter& painter) {
    paintChartPicture(painter, *m_plot, *m_legend);
}

Exportable::Csv LossChart::csv() const {
    return [history = m_history] { return lossCsv(history); };
}

void LossChart::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        rebuild();
}

} // namespace hourglass::ui
