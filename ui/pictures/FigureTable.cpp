// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pictures/FigureTable.h"

#include "ui/widgets/CsvText.h"
#include "ui/widgets/Words.h"

#include <QHeaderView>
#include <QPainter>
#include <QSignalBlocker>

#include <algorithm>
#include <array>
#include <cmath>

namespace hourglass::ui {

namespace {

constexpr int SmallestColumn = 56; // px

enum Column { Method, Psnr, Ssim, Size, Time, ColumnCount };

const QString None = QStringLiteral("–");

std::array<QString, ColumnCount> cells(const PictureResult& result) {
    return {result.title, result.psnr ? FigureTable::decibels(*result.psnr) : None,
            result.ssim ? QString::number(*result.ssim, 'f', 4) : None,
            result.bytes ? FigureTable::tr("%1 bytes").arg(grouped(*result.bytes)) : None,
            result.seconds ? FigureTable::tr("%1 s").arg(*result.seconds, 0, 'f', 2) : None};
}

} // namespace

FigureTable::FigureTable(QWidget* parent)
    : QTableWidget(0, ColumnCount, parent) {
    const std::pair<QString, QString> columns[ColumnCount] = {
        {tr("Method"), tr("Who restored the picture. Choose a row to see what became of it.")},
        {tr("PSNR"), tr("Peak signal-to-noise ratio against the original, in decibels: 6 more halve the error. Known only "
                        "where the damage was added here, or where the picture is compressed.")},
        {tr("SSIM"), tr("Structural similarity to the original, 1 for the same: nearer to what eyes see.")},
        {tr("Size"), tr("What the picture takes in a file.")},
        {tr("Time"), tr("How long it took on this machine. The usual methods, where they look for their best strength, try "
                        "several, and no time is told.")}};
    for (int i = 0; i < ColumnCount; ++i) {
        auto* header = new QTableWidgetItem(columns[i].first);
        header->setTextAlignment((i == Method ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
        header->setToolTip(asToolTip(columns[i].second));
        setHorizontalHeaderItem(i, header);
    }
    setAccessibleName(tr("Figures of the picture"));
    setEditTriggers(NoEditTriggers);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setTabKeyNavigation(false); // Tab leads on to the next control
    setFrameShape(NoFrame);
    setShowGrid(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    horizontalHeader()->setMinimumSectionSize(SmallestColumn);
    horizontalHeader()->setSectionResizeMode(Method, QHeaderView::Stretch);
    setWordWrap(false);
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
        const auto texts = cells(result);
        for (int column = 0; column < ColumnCount; ++column) {
            auto* cell = new QTableWidgetItem(texts[std::size_t(column)]);
            cell->setTextAlignment((column == Method ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
            cell->setToolTip(asToolTip(result.note.isEmpty() ? tr("Choose it to see its picture.") : result.note));
            QFont shown = font();
            shown.setBold(result.psnr && *result.psnr == best);
            cell->setFont(shown);
            setItem(row, column, cell);
        }
        if (result.id == chosen)
            current = row;
    }
    if (current >= 0)
        setCurrentCell(current, Method);
    else
        clearSelection();
}

QSize FigureTable::pictureSize() const {
    return {70 * fontMetrics().averageCharWidth(), int(m_results.size() + 1) * fontMetrics().lineSpacing()};
}

void FigureTable::paintPicture(QPainter& painter) {
    const int line = fontMetrics().lineSpacing(), width = pictureSize().width() / 7;
    painter.setPen(palette().color(QPalette::Text));
    const auto paintRow = [&](int row, const std::array<QString, ColumnCount>& texts) {
        painter.drawText(QRect(0, row * line, 3 * width, line), Qt::AlignLeft | Qt::AlignVCenter, texts[Method]);
        for (int column = Psnr; column < ColumnCount; ++column)
            painter.drawText(QRect((2 + column) * width, row * line, width, line), Qt::AlignRight | Qt::AlignVCenter,
                             texts[std::size_t(column)]);
    };
    paintRow(0, {tr("Method"), tr("PSNR"), tr("SSIM"), tr("Size"), tr("Time")});
    for (std::size_t i = 0; i < m_results.size(); ++i)
        paintRow(int(i) + 1, cells(m_results[i]));
}

Exportable::Csv FigureTable::csv() const {
    struct Row {
        QString title;
        double psnr, ssim, bytes, seconds;
    };
    std::vector<Row> rows;
    for (const PictureResult& result : m_results)
        rows.push_back({result.title, result.psnr.value_or(std::nan("")), result.ssim.value_or(std::nan("")),
                        result.bytes ? double(*result.bytes) : std::nan(""), result.seconds.value_or(std::nan(""))});
    return [rows] {
        QByteArray text = csvLine({"method", "psnr", "ssim", "bytes", "seconds"});
        for (const Row& row : rows)
            text += csvLine(
                {csvCell(row.title), csvCell(row.psnr), csvCell(row.ssim), csvCell(row.bytes), csvCell(row.seconds)});
        return text;
    };
}

} // namespace hourglass::ui
