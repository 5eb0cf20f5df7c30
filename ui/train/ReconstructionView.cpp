// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/ReconstructionView.h"

#include "ui/session/Convert.h"
#include "ui/train/ReconstructionGrid.h"
#include "ui/widgets/CsvText.h"

namespace hourglass::ui {

namespace {

QByteArray tableOf(const std::vector<Reconstruction>& reconstructions, const std::vector<std::string>& classNames) {
    const std::pair<const char*, Image Reconstruction::*> pictures[] = {{"original", &Reconstruction::original},
                                                                        {"seen", &Reconstruction::corrupted},
                                                                        {"rebuilt", &Reconstruction::rebuilt},
                                                                        {"difference", &Reconstruction::difference}};
    QByteArray table = csvLine(QByteArrayList{"sample", "class", "mse", "picture"} +
                               csvPictureNames(reconstructions.front().original.pixels.size()));
    for (const Reconstruction& sample : reconstructions) {
        const auto label = std::size_t(sample.label);
        const bool labelled = sample.label >= 0 && label < classNames.size();
        for (const auto& [name, member] : pictures) {
            const QByteArrayList cells{QByteArray::number(qlonglong(sample.sample)),
                                       labelled ? csvCell(toQString(classNames[label])) : QByteArray(), csvCell(sample.mse),
                                       name};
            table += csvLine(cells + csvPictureCells(sample.*member));
        }
    }
    return table;
}

} // namespace

ReconstructionView::ReconstructionView(QWidget* parent)
    : ImageGrid(parent) {
    setAccessibleName(tr("Reconstructions"));
    setEmptyText(tr("Samples and what the network makes of them appear here"));
}

void ReconstructionView::setReconstructions(const std::vector<Reconstruction>& reconstructions, const DatasetInfo& dataset) {
    m_reconstructions = reconstructions;
    m_dataset = dataset;
    setContent(reconstructions.empty() ? Content() : reconstructionGrid(reconstructions, dataset));
}

QString ReconstructionView::pictureTitle() const {
    return tr("Reconstructions");
}

Exportable::Csv ReconstructionView::csv() const {
    return [reconstructions = m_reconstructions, classNames = m_dataset.classNames] {
        return tableOf(reconstructions, classNames);
    };
}

} // namespace hourglass::ui
