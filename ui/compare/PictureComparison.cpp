// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/PictureComparison.h"

#include "ui/widgets/Words.h"

#include <QCoreApplication>

#include <algorithm>

namespace hourglass::ui {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("PictureComparison", text);
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
        addRow(tr("original"), tr("Samples of %1 that the networks do not learn from.").arg(left.front()->summary.dataset),
               originals);
        for (auto run = left.begin(); run != others; ++run)
            addRow((*run)->summary.name, tr("What %1 made of them.").arg((*run)->summary.name), (*run)->details.rebuilt);
        left.erase(left.begin(), others);
    }
    for (std::size_t i = 0; i < columns; ++i)
        content.columns.push_back({tr("sample %1").arg(grouped(std::int64_t(i) + 1)), {}});
    return content;
}

} // namespace hourglass::ui
