// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/LatentChart.h"

#include "ui/charts/ChartPicture.h"
#include "ui/session/Convert.h"
#include "ui/widgets/CsvText.h"

#include <QEvent>
#include <QVBoxLayout>

namespace hourglass::ui {

LatentChart::LatentChart(QWidget* parent)
    : QWidget(parent)
    , m_plot(new LatentPlot)
    , m_legend(new Legend) {
    m_plot->setAccessibleName(tr("Samples in the latent space"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_plot, 1);
    layout->addWidget(m_legend);
    connect(m_legend, &Legend::toggled, this, [this](int index, bool shown) {
        const int label = m_labels[std::size_t(index)];
        if (shown)
            m_hidden.erase(label);
        else
            m_hidden.insert(label);
        m_plot->setHidden(m_hidden);
    });
    m_legend->offer(tr("&Select its samples"), tr("Select all samples of this class, as if they had been drawn around"));
    connect(m_legend, &Legend::offerTaken, this, &LatentChart::selectClass);
}

void LatentChart::begin(const RunInfo& info) {
    QStringList names;
    for (const std::string& name : info.dataset.classNames)
        names << toQString(name);
    const bool otherData = info.experiment.dataset != m_dataset || names != m_classNames;
    m_plot->begin(info.album, names);
    if (otherData) {
        m_dataset = info.experiment.dataset;
        m_classNames = names;
        m_lastLabels.clear();
        m_labels.clear();
        m_hidden.clear();
        m_plot->setHidden(m_hidden);
        m_plot->forgetChoices();
        rebuildLegend();
    }
}

void LatentChart::showMap(const LatentMap& map) {
    if (map.labels != m_lastLabels) { // 70,000 are quickly compared, but not quickly sorted
        m_lastLabels = map.labels;
        std::set<int> occurring(map.labels.begin(), map.labels.end());
        occurring.erase(-1);
        const std::vector<int> labels(occurring.begin(), occurring.end());
        if (labels != m_labels) {
            m_labels = labels;
            rebuildLegend();
        }
    }
    m_plot->setMap(map);
}

void LatentChart::selectClass(int index) {
    if (std::size_t(index) >= m_labels.size())
        return;
    const int label = m_labels[std::size_t(index)];
    std::vector<int> samples;
    for (int sample = 0; sample < int(m_lastLabels.size()); ++sample)
        if (m_lastLabels[std::size_t(sample)] == label)
            samples.push_back(sample);
    m_plot->select(std::move(samples));
}

void LatentChart::rebuildLegend() {
    std::vector<Legend::Entry> entries;
    for (const int label : m_labels) {
        entries.push_back({m_plot->className(label),
                           {},
                           classColour(label, palette()),
                           markerShape(label),
                           false,
                           !m_hidden.contains(label)});
    }
    m_legend->setEntries(entries);
}

QString LatentChart::pictureTitle() const {
    return tr("Latent space");
}

QSize LatentChart::pictureSize() const {
    return chartPictureSize(*m_plot, *m_legend);
}

void LatentChart::paintPicture(QPainter& painter) {
    paintChartPicture(painter, *m_plot, *m_legend);
}

Exportable::Csv LatentChart::csv() const {
    return [map = m_plot->map(), classNames = m_classNames] {
        QByteArray table = csvLine({"sample", csvCell(toQString(map.xLabel)), csvCell(toQString(map.yLabel)), "class"});
        for (std::size_t i = 0; i < map.x.size(); ++i) {
            const int label = i < map.labels.size() ? map.labels[i] : -1;
            const QString name = label < 0                   ? QString()
                                 : label < classNames.size() ? classNames[label]
                                                             : QString::number(label);
            table += csvLine({QByteArray::number(qulonglong(i)), csvCell(map.x[i]), csvCell(map.y[i]), csvCell(name)});
        }
        return table;
    };
}

void LatentChart::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        rebuildLegend();
}

} // namespace hourglass::ui
