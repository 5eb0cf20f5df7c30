// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/ReconstructionView.h"

#include "ui/session/Convert.h"
#include "ui/widgets/CsvText.h"

#include <algorithm>
#include <utility>

namespace hourglass::ui {

namespace {

std::size_t mostPixels(const std::vector<ReconstructionGroup>& groups) {
    std::size_t most = 0;
    for (const ReconstructionGroup& group : groups)
        for (const Reconstruction& sample : group.samples)
            most = std::max(most, sample.original.pixels.size());
    return most;
}

QByteArray linesOf(const ReconstructionGroup& group) {
    const std::pair<const char*, Image Reconstruction::*> pictures[] = {{"original", &Reconstruction::original},
                                                                        {"seen", &Reconstruction::corrupted},
                                                                        {"rebuilt", &Reconstruction::rebuilt},
                                                                        {"difference", &Reconstruction::difference}};
    QByteArray lines;
    const auto& classNames = group.dataset.classNames;
    for (const Reconstruction& sample : group.samples) {
        const auto label = std::size_t(sample.label);
        const bool labelled = sample.label >= 0 && label < classNames.size();
        for (const auto& [name, member] : pictures) {
            const QByteArrayList cells{csvCell(toQString(group.dataset.title)), QByteArray::number(qlonglong(sample.sample)),
                                       labelled ? csvCell(toQString(classNames[label])) : QByteArray(), csvCell(sample.mse),
                                       name};
            lines += csvLine(cells + csvPictureCells(sample.*member));
        }
    }
    return lines;
}

QByteArray tableOf(const std::vector<ReconstructionGroup>& groups) {
    QByteArray table =
        csvLine(QByteArrayList{"data", "sample", "class", "mse", "picture"} + csvPictureNames(mostPixels(groups)));
    for (const ReconstructionGroup& group : groups)
        table += linesOf(group);
    return table;
}

} // namespace

ReconstructionView::ReconstructionView(QWidget* parent)
    : ImageGrid(parent) {
    setAccessibleName(tr("Reconstructions"));
}

void ReconstructionView::setGroups(const std::vector<ReconstructionGroup>& groups, const std::set<std::int64_t>& pinned,
                                   DifferenceColours colours) {
    m_groups = groups;
    std::erase_if(m_groups, [](const ReconstructionGroup& group) { return group.samples.empty(); });
    m_pinned = pinned;
    m_colours = colours;
    m_isConverted = false;
    if (isVisible())
        convert();
}

void ReconstructionView::convert() {
    if (!std::exchange(m_isConverted, true))
        setContent(m_groups.empty() ? Content() : reconstructionGrid(m_groups, m_pinned, m_colours));
}

void ReconstructionView::showEvent(QShowEvent* event) {
    ImageGrid::showEvent(event);
    convert();
}

void ReconstructionView::paintPicture(QPainter& painter) {
    convert();
    ImageGrid::paintPicture(painter);
}

std::optional<std::int64_t> ReconstructionView::ownSample(int column) const {
    auto left = std::size_t(std::max(0, column));
    for (const ReconstructionGroup& group : m_groups) {
        if (left < group.samples.size())
            return column < 0 || group.isElsewhere ? std::nullopt : std::optional(group.samples[left].sample);
        left -= group.samples.size();
    }
    return std::nullopt;
}

QString ReconstructionView::pictureTitle() const {
    return tr("Reconstructions");
}

Exportable::Csv ReconstructionView::csv() const {
    return [groups = m_groups] { return tableOf(groups); };
}

} // namespace hourglass::ui
