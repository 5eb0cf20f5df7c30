// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/PictureComparison.h"

#include "ui/session/Convert.h"
#include "ui/widgets/CsvText.h"
#include "ui/widgets/Words.h"

#include <algorithm>

namespace hourglass::ui {

namespace {

QByteArray tableOf(const ImageGrid::Content& content) {
    std::size_t mostValues = 0;
    QByteArray lines;
    for (const ImageGrid::Row& row : content.rows)
        for (std::size_t i = 0; i < row.images.size(); ++i) {
            const Image image = toImage(row.images[i]);
            if (image.empty())
                continue;
            mostValues = std::max(mostValues, image.pixels.size());
            lines +=
                csvLine(QByteArrayList{csvCell(row.title), QByteArray::number(qulonglong(i + 1))} + csvPictureCells(image));
        }
    return csvLine(QByteArrayList{"run", "sample"} + csvPictureNames(mostValues)) + lines;
}

} // namespace

ImageGrid::Content pictureComparison(const ComparedRuns& runs) {
    std::vector<const ComparedRun*> left;
    std::size_t columns = 0;
    for (const ComparedRun& run : runs)
        if (!run.details.originals.empty()) {
            left.push_back(&run);
            columns = std::max(columns, run.details.originals.size());
        }
    ImageGrid::Content content;
    const auto addRow = [&](const QString& title, const QString& help, std::vector<QImage> images) {
        images.resize(columns);
        content.rows.push_back({title, help, std::move(images)});
    };
    while (!left.empty()) {
        const std::vector<QImage>& originals = left.front()->details.originals;
        const auto others = std::stable_partition(
            left.begin(), left.end(), [&](const ComparedRun* run) { return run->details.originals == originals; });
        addRow(
            PictureComparison::tr("original"),
            PictureComparison::tr("Samples of %1 that the networks do not learn from.").arg(left.front()->summary.dataset),
            originals);
        for (auto run = left.begin(); run != others; ++run)
            addRow((*run)->summary.name, PictureComparison::tr("What %1 made of them.").arg((*run)->summary.name),
                   (*run)->details.rebuilt);
        left.erase(left.begin(), others);
    }
    for (std::size_t i = 0; i < columns; ++i)
        content.columns.push_back({PictureComparison::tr("sample %1").arg(grouped(std::int64_t(i) + 1)), {}});
    return content;
}

PictureComparison::PictureComparison(QWidget* parent)
    : ImageGrid(parent) {
    setAccessibleName(tr("Reconstructions of the ticked runs"));
    setEmptyText(tr("Tick runs in the list to see what they made of the same samples"));
}

void PictureComparison::setRuns(const ComparedRuns& runs) {
    m_content = pictureComparison(runs);
    setContent(m_content);
}

QString PictureComparison::pictureTitle() const {
    return tr("Reconstructions of the ticked runs");
}

Exportable::Csv PictureComparison::csv() const {
    return [content = m_content] { return tableOf(content); };
}

} // namespace hourglass::ui
