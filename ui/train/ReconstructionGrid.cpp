// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/ReconstructionGrid.h"

#include "ui/session/Convert.h"
#include "ui/widgets/Words.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace hourglass::ui {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("ReconstructionGrid", text);
}

ImageGrid::Row rowOf(const std::vector<Reconstruction>& reconstructions, Image Reconstruction::*image, const QString& title,
                     const QString& help) {
    ImageGrid::Row row{title, help, {}};
    for (const Reconstruction& reconstruction : reconstructions)
        row.images.push_back(toQImage(reconstruction.*image));
    return row;
}

/// A table with as many classes as rows has a name for each row.
bool areNamesOfSamples(const DatasetInfo& dataset) {
    return std::int64_t(dataset.classNames.size()) >= std::max(dataset.trainingCount, dataset.validationCount);
}

QString nameOf(const Reconstruction& reconstruction, const DatasetInfo& dataset) {
    const QString name = tr("sample %1").arg(grouped(reconstruction.sample));
    const auto label = std::size_t(reconstruction.label);
    if (reconstruction.label < 0 || label >= dataset.classNames.size())
        return name;
    return (areNamesOfSamples(dataset) ? tr("%1, %2") : tr("%1, class %2")).arg(name, toQString(dataset.classNames[label]));
}

} // namespace

ImageGrid::Content reconstructionGrid(const std::vector<Reconstruction>& reconstructions, const DatasetInfo& dataset) {
    ImageGrid::Content content;
    content.captionTitle = tr("error (MSE)");
    content.rows.push_back(rowOf(reconstructions, &Reconstruction::original, tr("original"),
                                 tr("Samples that the network does not learn from.")));
    const bool corrupted = std::any_of(reconstructions.begin(), reconstructions.end(),
                                       [](const Reconstruction& sample) { return sample.corrupted != sample.original; });
    if (corrupted)
        content.rows.push_back(
            rowOf(reconstructions, &Reconstruction::corrupted, tr("as the network saw it"),
                  tr("What the encoder was given: the original after corruption. The target stays the original.")));
    content.rows.push_back(rowOf(reconstructions, &Reconstruction::rebuilt, tr("rebuilt"),
                                 tr("What the decoder makes of the few numbers of the code.")));
    content.rows.push_back(rowOf(reconstructions, &Reconstruction::difference, tr("difference"),
                                 tr("Between rebuilt and original: black is equal, white is as wrong as can be.")));
    for (const Reconstruction& sample : reconstructions)
        content.columns.push_back({nameOf(sample, dataset), QLocale().toString(sample.mse, 'f', 4)});
    return content;
}

} // namespace hourglass::ui
