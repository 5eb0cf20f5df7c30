// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/ReconstructionGrid.h"

#include "ui/session/Convert.h"
#include "ui/style/HeatScale.h"
#include "ui/widgets/Words.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace hourglass::ui {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("ReconstructionGrid", text);
}

ImageGrid::Row rowOf(const std::vector<ReconstructionGroup>& groups, Image Reconstruction::*image, const QString& title,
                     const QString& help) {
    ImageGrid::Row row{title, help, {}, {}};
    for (const ReconstructionGroup& group : groups)
        for (const Reconstruction& sample : group.samples)
            row.images.push_back(toQImage(sample.*image));
    return row;
}

bool isInUnitRange(const std::vector<ReconstructionGroup>& groups) {
    return std::ranges::all_of(groups, [](const ReconstructionGroup& group) { return group.dataset.inUnitRange; });
}

ImageGrid::Row differenceRow(const std::vector<ReconstructionGroup>& groups, DifferenceColours colours) {
    const bool heat = colours == DifferenceColours::Heat;
    ImageGrid::Row row = rowOf(groups, &Reconstruction::difference, tr("difference"),
                               heat ? tr("Between rebuilt and original: dark is equal, bright is as wrong as can be.")
                                    : tr("Between rebuilt and original: black is equal, white is as wrong as can be."));
    if (!heat)
        return row;
    for (QImage& image : row.images)
        image = heatMap(image);
    row.scale = {heatBar(), QStringLiteral("0"), isInUnitRange(groups) ? QStringLiteral("1") : tr("range")};
    return row;
}

/// A table with as many classes as rows has a name for each row. Of data from elsewhere only a few rows are there.
bool areNamesOfSamples(const ReconstructionGroup& group) {
    const DatasetInfo& dataset = group.dataset;
    return !group.isElsewhere &&
           std::int64_t(dataset.classNames.size()) >= std::max(dataset.trainingCount, dataset.validationCount);
}

/// "sample 12, class shoe"
QString sampleName(const Reconstruction& sample, const ReconstructionGroup& group) {
    const QString name = tr("sample %1").arg(grouped(sample.sample));
    const auto& classNames = group.dataset.classNames;
    const auto label = std::size_t(sample.label);
    if (sample.label < 0 || label >= classNames.size())
        return name;
    return (areNamesOfSamples(group) ? tr("%1, %2") : tr("%1, class %2")).arg(name, toQString(classNames[label]));
}

ImageGrid::Column columnOf(const Reconstruction& sample, const ReconstructionGroup& group, bool withPsnr, bool isPinned) {
    ImageGrid::Column column;
    column.name = sampleName(sample, group);
    column.caption = QLocale().toString(sample.mse, 'f', 4);
    if (withPsnr)
        column.caption += '\n' + psnrText(sample.mse);
    if (isPinned)
        column.mark = tr("pinned");
    if (!group.isElsewhere)
        column.sample = sample.sample;
    return column;
}

} // namespace

QString psnrText(double mse) {
    return mse > 0 ? tr("%1 dB").arg(QLocale().toString(-10 * std::log10(mse), 'f', 1)) : tr("∞ dB");
}

ImageGrid::Content reconstructionGrid(const std::vector<ReconstructionGroup>& groups, const std::set<std::int64_t>& pinned,
                                      DifferenceColours colours) {
    ImageGrid::Content content;
    const bool withPsnr = isInUnitRange(groups); // outside, 1.0 is no measure
    content.captionTitle = withPsnr ? tr("error (MSE)\nPSNR") : tr("error (MSE)");
    content.rows.push_back(rowOf(groups, &Reconstruction::original, tr("original"),
                                 tr("Samples as they are. Of the training part the network may know them by heart.")));
    const auto isCorrupted = [](const Reconstruction& sample) { return sample.corrupted != sample.original; };
    if (std::ranges::any_of(groups, [&](const auto& group) { return std::ranges::any_of(group.samples, isCorrupted); }))
        content.rows.push_back(
            rowOf(groups, &Reconstruction::corrupted, tr("as the network saw it"),
                  tr("What the encoder was given: the original after corruption. The target stays the original.")));
    content.rows.push_back(rowOf(groups, &Reconstruction::rebuilt, tr("rebuilt"),
                                 tr("What the decoder makes of the few numbers of the code.")));
    content.rows.push_back(differenceRow(groups, colours));
    for (const ReconstructionGroup& group : groups)
        for (const Reconstruction& sample : group.samples) {
            const bool isPinned = !group.isElsewhere && pinned.contains(sample.sample);
            content.columns.push_back(columnOf(sample, group, withPsnr, isPinned));
            if (&sample == &group.samples.front())
                content.columns.back().heading = group.heading;
        }
    return content;
}

} // namespace hourglass::ui
