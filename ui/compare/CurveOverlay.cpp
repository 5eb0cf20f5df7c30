// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/CurveOverlay.h"

#include "ui/charts/ChartPicture.h"
#include "ui/charts/LossPlot.h"
#include "ui/charts/NumberText.h"
#include "ui/charts/PictureMenu.h"
#include "ui/style/ClassColours.h"
#include "ui/style/Theme.h"
#include "ui/widgets/ChoiceBox.h"
#include "ui/widgets/CsvText.h"
#include "ui/widgets/Words.h"

#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace hourglass::ui {

namespace {

enum Measure { Error, Validation, Training };

double valueOf(const RunCurve::Point& point, int measure) {
    return measure == Error ? point.mse : measure == Validation ? point.validation : point.training;
}

/// The same for all runs, or 0: then the plot marks no epochs.
qint64 stepsPerEpoch(const ComparedRuns& runs) {
    const auto steps = [](const ComparedRun& run) { return run.details.curve.stepsPerEpoch(); };
    const bool same =
        !runs.empty() && std::ranges::all_of(runs, [&](const auto& run) { return steps(run) == steps(runs[0]); });
    return same ? steps(runs[0]) : 0;
}

QByteArray tableOf(const ComparedRuns& runs) {
    QByteArray table = csvLine({"id", "run", "step", "trainingObjective", "validationObjective", "mse", "pcaMse"});
    for (const ComparedRun& run : runs)
        for (const RunCurve::Point& point : run.details.curve.points())
            table += csvLine({csvCell(run.summary.id), csvCell(run.summary.name), QByteArray::number(point.step),
                              csvCell(point.training), csvCell(point.validation), csvCell(point.mse),
                              run.summary.pcaMse ? csvCell(*run.summary.pcaMse) : QByteArray()});
    return table;
}

} // namespace

CurveOverlay::CurveOverlay(QWidget* parent)
    : QWidget(parent)
    , m_measure(new ChoiceBox)
    , m_logarithmic(new QCheckBox(tr("Logarithmic")))
    , m_plot(new LossPlot)
    , m_legend(new Legend)
    , m_menu(new PictureMenu(*this, *this)) {
    m_measure->addItems({tr("Error per value (MSE)"), tr("Objective, validation"), tr("Objective, training")});
    m_measure->setAccessibleName(tr("What the curves show"));
    m_measure->setToolTip(
        asToolTip(tr("The error can be compared between all runs on the same data, and with PCA. Objectives "
                     "can be compared only between runs that have the same loss and the same terms.")));
    m_logarithmic->setToolTip(asToolTip(tr("Equal distances are equal ratios: shows how small losses still fall.")));
    m_plot->setAccessibleName(tr("Curves of the ticked runs"));
    auto* controls = new QHBoxLayout;
    controls->addWidget(m_measure);
    controls->addWidget(m_logarithmic);
    controls->addStretch(1);
    controls->addWidget(m_menu->makeButton());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(controls);
    layout->addWidget(m_plot, 1);
    layout->addWidget(m_legend);
    connect(m_measure, &QComboBox::currentIndexChanged, this, &CurveOverlay::rebuild);
    connect(m_logarithmic, &QCheckBox::toggled, m_plot, &LossPlot::setLogarithmic);
    connect(m_legend, &Legend::toggled, this, [this](int index, bool shown) {
        const QString id = m_items[std::size_t(index)].id;
        if (shown)
            m_hidden.remove(id);
        else
            m_hidden.insert(id);
        rebuild();
    });
    rebuild();
}

void CurveOverlay::setRuns(const ComparedRuns& runs, bool withPca) {
    m_runs = runs;
    m_withPca = withPca;
    rebuild();
}

std::vector<CurveOverlay::Item> CurveOverlay::runItems() const {
    std::vector<Item> items;
    for (const ComparedRun& run : m_runs) {
        const RunSummary& summary = run.summary;
        Item item{summary.id,
                  {summary.name, tr("%1 on %2: %3").arg(summary.variant, summary.dataset, stateText(summary.state)),
                   classColour(run.colour, palette())},
                  {}};
        for (const RunCurve::Point& point : run.details.curve.points())
            if (const double value = valueOf(point, m_measure->currentIndex()); std::isfinite(value))
                item.points.emplace_back(double(point.step), value);
        items.push_back(std::move(item));
    }
    return items;
}

/// One level for each size of the code and each data set.
std::vector<CurveOverlay::Item> CurveOverlay::pcaItems(double lastStep) const {
    std::vector<Item> items;
    for (const ComparedRun& run : m_runs) {
        const RunSummary& summary = run.summary;
        if (!summary.pcaMse)
            continue;
        const QString value = numberText(*summary.pcaMse, 4); // what looks the same is one level
        const QString id = QString("pca %1 %2 %3").arg(value).arg(summary.pcaComponents).arg(summary.dataset);
        if (std::ranges::find(items, id, &Item::id) != items.end())
            continue;
        const QString name = summary.pcaComponents == 1 ? tr("PCA, 1 component")
                                                        : tr("PCA, %1 components").arg(grouped(summary.pcaComponents));
        const bool areOtherData =
            std::ranges::any_of(m_runs, [&](const ComparedRun& other) { return other.summary.dataset != summary.dataset; });
        const bool isOther = std::ranges::any_of(m_runs, [&](const ComparedRun& other) {
            return other.summary.pcaMse && other.summary.pcaComponents == summary.pcaComponents &&
                   (numberText(*other.summary.pcaMse, 4) != value || other.summary.dataset != summary.dataset);
        });
        items.push_back({id,
                         {areOtherData ? tr("%1, %2: %3").arg(name, summary.dataset, value)
                          : isOther    ? tr("%1: %2").arg(name, value)
                                       : name,
                          tr("What principal component analysis reaches on %1 with as many numbers as the code has: %2.")
                              .arg(summary.dataset, value),
                          chartColours(palette()).baseline,
                          {},
                          true},
                         {{0, *summary.pcaMse}, {lastStep, *summary.pcaMse}}});
    }
    return items;
}

void CurveOverlay::rebuild() {
    std::vector<Item> items = runItems();
    double lastStep = 0;
    for (const Item& item : items)
        if (!item.points.empty())
            lastStep = std::max(lastStep, item.points.back().x());
    if (m_withPca && m_measure->currentIndex() == Error && lastStep > 0)
        std::ranges::move(pcaItems(lastStep), std::back_inserter(items));

    LossPlot::Content content;
    content.valueTitle = m_measure->currentIndex() == Error ? tr("mean squared error") : tr("objective");
    content.emptyText = m_runs.empty() ? tr("Tick runs in the list to lay their curves over each other")
                                       : tr("The first point comes at the end of the first epoch");
    std::vector<Legend::Entry> entries;
    for (Item& item : items) {
        item.entry.shown = !m_hidden.contains(item.id);
        entries.push_back(item.entry);
        if (item.entry.shown)
            content.lines.push_back({item.entry.name, item.entry.colour, &item.points, 2, false, item.entry.dashed});
    }
    m_plot->setStepsPerEpoch(stepsPerEpoch(m_runs));
    m_plot->setContent(content); // before the points go that its lines were drawn from
    m_items = std::move(items);
    m_plot->extendTo(std::int64_t(lastStep));
    m_legend->setEntries(entries);
}

QString CurveOverlay::pictureTitle() const {
    return tr("Curves of the ticked runs");
}

bool CurveOverlay::isEmpty() const {
    return m_plot->isEmpty();
}

QSize CurveOverlay::pictureSize() const {
    return chartPictureSize(*m_plot, *m_legend);
}

void CurveOverlay::paintPicture(QPainter& painter) {
    paintChartPicture(painter, *m_plot, *m_legend);
}

Exportable::Csv CurveOverlay::csv() const {
    return [runs = m_runs] { return tableOf(runs); };
}

void CurveOverlay::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        rebuild();
}

} // namespace hourglass::ui
