// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of pictures below the map of a LatentPanel.
#include "ui/train/LatentPanel.h"

#include "ui/charts/LatentChart.h"
#include "ui/charts/NumberText.h"
#include "ui/style/Icons.h"
#include "ui/train/EmbeddingBar.h"
#include "ui/train/SampleStrip.h"
#include "ui/widgets/Words.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <utility>

namespace hourglass::ui {

namespace {
constexpr int MostPictures = 300;
// px of height
constexpr int RoomForBoth = 430; // below that, one row of pictures at a time
constexpr int RoomForBar = 300;  // below that, either a row of pictures or the bar of the embedding
} // namespace

LatentPanel::Shelf LatentPanel::makeShelf(const QString& name, const QString& clearHelp, void (LatentPanel::*clear)()) {
    Shelf shelf{new QWidget, new QLabel, new SampleStrip};
    shelf.title->setWordWrap(true);
    shelf.title->setTextFormat(Qt::PlainText);
    shelf.title->setAccessibleName(name);
    shelf.strip->setAccessibleName(name);
    auto* button = new QToolButton;
    button->setIcon(themedIcon("untick"));
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setAccessibleName(clearHelp);
    button->setToolTip(asToolTip(clearHelp));
    connect(button, &QToolButton::clicked, this, clear);
    auto* head = new QHBoxLayout;
    head->setSpacing(4);
    head->addWidget(shelf.title, 1);
    head->addWidget(button, 0, Qt::AlignTop);
    auto* layout = new QVBoxLayout(shelf.box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(head);
    layout->addWidget(shelf.strip);
    shelf.box->hide();
    connect(shelf.strip, &SampleStrip::chosen, this, [this](int sample) { m_chart->plot().pick(sample); });
    connect(shelf.strip, &SampleStrip::pointedAt, this,
            [this](std::optional<int> sample) { m_chart->plot().pointAt(sample); });
    return shelf;
}

int LatentPanel::labelOf(int sample) const {
    if (std::size_t(sample) < m_map.labels.size())
        return m_map.labels[std::size_t(sample)];
    return m_album ? m_album->label(sample) : -1; // what is selected need not be on the map
}

QString LatentPanel::sampleName(int sample) const {
    return sampleText(sample, m_chart->plot().className(labelOf(sample)));
}

void LatentPanel::showNeighbours() {
    const std::optional<int> picked = m_chart->plot().picked();
    m_neighbours.isNeeded = picked.has_value();
    if (!picked)
        return;
    const auto itemFor = [&](int sample, const QString& caption, const QString& name) {
        const int label = labelOf(sample);
        return SampleStrip::Item{sample, label < 0 ? QColor() : classColour(label, palette()), caption, name};
    };
    std::vector<SampleStrip::Item> items{itemFor(*picked, tr("picked"), sampleName(*picked))};
    int same = 0;
    const bool known = m_map.neighboursOf == *picked;
    for (const Neighbour& neighbour : known ? m_map.neighbours : std::vector<Neighbour>()) {
        const int sample = int(neighbour.sample);
        const QString distance = numberText(neighbour.distance, 3), name = m_chart->plot().className(labelOf(sample));
        items.push_back(itemFor(sample, distance, tr("%1: distance %2").arg(sampleName(sample), distance)));
        same += int(labelOf(sample) == labelOf(*picked));
    }
    const int count = int(items.size()) - 1;
    QString title = sampleName(*picked);
    title[0] = title[0].toUpper();
    if (count == 0)
        title = tr("%1. Its neighbours come with the next map.").arg(title);
    else if (labelOf(*picked) < 0)
        title = tr("%1, and the %2 nearest to it in the code").arg(title, QString::number(count));
    else
        title = tr("%1. Of the %2 nearest in the code, %3 are of the same class (%4 %).")
                    .arg(title, QString::number(count), QString::number(same),
                         QString::number(std::lround(100.0 * same / count)));
    if (title != m_neighbours.title->text())
        m_neighbours.title->setText(title);
    m_neighbours.strip->setItems(std::move(items));
}

void LatentPanel::showSelection() {
    const std::vector<int>& selected = m_chart->plot().selected();
    m_selection.isNeeded = !selected.empty();
    std::map<int, int> counts;
    std::vector<SampleStrip::Item> items;
    for (const int sample : selected) {
        const int label = labelOf(sample);
        ++counts[label];
        if (items.size() < MostPictures)
            items.push_back({sample, label < 0 ? QColor() : classColour(label, palette()), {}, sampleName(sample)});
    }
    counts.erase(-1);
    std::vector<std::pair<int, int>> byCount(counts.begin(), counts.end());
    std::ranges::stable_sort(byCount, std::greater(), &std::pair<int, int>::second);
    QStringList classes;
    for (const auto& [label, count] : byCount)
        classes << tr("%1\u00a0×\u00a0%2").arg(m_chart->plot().className(label), grouped(count)); // on one line
    const QString number =
        selected.size() == 1 ? tr("1 sample") : tr("%1 samples").arg(grouped(std::int64_t(selected.size())));
    m_selection.title->setText(classes.isEmpty() ? number : tr("%1: %2").arg(number, classes.join(QStringLiteral(", "))));
    m_selection.strip->setItems(std::move(items));
}

void LatentPanel::arrangeShelves(const Shelf* latest) {
    if (latest && latest->isNeeded)
        m_latest = latest;
    const bool both = m_neighbours.isNeeded && m_selection.isNeeded;
    for (const Shelf* shelf : {&m_neighbours, &m_selection})
        shelf->box->setVisible(shelf->isNeeded && (!both || shelf == m_latest || height() >= RoomForBoth));
    const bool any = m_neighbours.isNeeded || m_selection.isNeeded;
    m_embedding->setVisible(showsEmbedding() && (!any || height() >= RoomForBar));
}

} // namespace hourglass::ui
