// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pictures/FigureTable.h"

#include "ui/widgets/Words.h"

#include <QHeaderView>
#include <QSignalBlocker>

#include <algorithm>
#include <cmath>

namespace hourglass::ui {

namespace {

constexpr int SmallestColumn = 56; // px

enum Column { Method, Psnr, Ssim, Size, Time, ColumnCount };

const QString None = QStringLiteral("–");

} // namespace

FigureTable::FigureTable(QWidget* parent)
    : ValueTable(
          tr("Figures of the picture"),
          {{tr("Method"), tr("Who restored the picture. Choose a row to see what became of it."), "method", true},
           {tr("PSNR"),
            tr("Peak signal-to-noise ratio against the original, in decibels: 6 more halve the error. Known only where the "
               "damage was added here, or where the picture is compressed."),
            "psnr"},
           {tr("SSIM"), tr("Structural similarity to the original, 1 for the same: nearer to what eyes see."), "ssim"},
           {tr("Size"), tr("What the picture takes in a file."), "bytes"},
           {tr("Time"),
            tr("How long it took on this machine. The usual methods, where they look for their best strength, try several, "
               "and no time is told."),
            "seconds"}},
          parent) {
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    horizontalHeader()->setMinimumSectionSize(SmallestColumn);
    horizontalHeader()->setSectionResizeMode(Method, QHeaderView::Stretch);
    connect(this, &QTableWidget::currentCellChanged, this, [this](int row) {
        if (row >= 0)
            Q_EMIT chosen(m_results[std::size_t(row)].id);
    });
}

QString FigureTable::decibels(double psnr) {
    return std::isfinite(psnr) ? tr("%1 dB").arg(psnr, 0, 'f', 2) : tr("the same");
}

void FigureTable::setResults(const std::vector<PictureResult>& results, const QString& chosen) {
    const QSignalBlocker blocker(this);
    m_results = results;
    setRowCount(int(results.size()));
    setColumnHidden(Size,
                    std::ranges::none_of(results, [](const PictureResult& result) { return result.bytes.has_value(); }));
    double best = -1;
    for (const PictureResult& result : results)
        if (result.psnr && std::isfinite(*result.psnr))
            best = std::max(best, *result.psnr);
    int current = -1;
    for (int row = 0; row < int(results.size()); ++row) {
        const PictureResult& result = results[std::size_t(row)];
        const auto set = [&](int column, const std::optional<double>& value, const auto& text) {
            setCell(row, column, value ? text(*value) : None, value);
        };
        setCell(row, Method, result.title);
        set(Psnr, result.psnr, decibels);
        set(Ssim, result.ssim, [](double ssim) { return QString::number(ssim, 'f', 4); });
        set(Size, result.bytes, [](double bytes) { return tr("%1 bytes").arg(grouped(qint64(bytes))); });
        set(Time, result.seconds, [](double seconds) { return tr("%1 s").arg(seconds, 0, 'f', 2); });
        for (int column = 0; column < ColumnCount; ++column) {
            QTableWidgetItem* const cell = item(row, column);
            cell->setToolTip(asToolTip(result.note.isEmpty() ? tr("Choose it to see its picture.") : result.note));
            QFont shown = font();
            shown.setBold(result.psnr && *result.psnr == best);
            cell->setFont(shown);
        }
        if (result.id == chosen)
            current = row;
    }
    if (current >= 0)
        setCurrentCell(current, Method);
    else
        clearSelection();
}

} // namespace hourglass::ui
