// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ValueTable.h"

#include "ui/widgets/CsvText.h"
#include "ui/widgets/Words.h"

#include <QHeaderView>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace hourglass::ui {

namespace {

constexpr int ValueRole = Qt::UserRole + 100; // delegates have roles of their own

} // namespace

ValueTable::ValueTable(const QString& title, std::vector<Column> columns, QWidget* parent)
    : QTableWidget(0, int(columns.size()), parent)
    , m_columns(std::move(columns)) {
    for (int i = 0; i < columnCount(); ++i) {
        const Column& column = m_columns[std::size_t(i)];
        auto* header = new QTableWidgetItem(column.title);
        header->setTextAlignment((column.isText ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
        header->setToolTip(asToolTip(column.help));
        setHorizontalHeaderItem(i, header);
    }
    setAccessibleName(title);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false); // Tab goes on; the arrow keys go from cell to cell
    setFrameShape(NoFrame);
    setShowGrid(false);
    setWordWrap(false); // a number in two lines would read as two
    verticalHeader()->hide();
    horizontalHeader()->setHighlightSections(false);
}

void ValueTable::setCell(int row, int column, const QString& text, std::optional<double> value) {
    auto* cell = new QTableWidgetItem(text);
    cell->setTextAlignment(horizontalHeaderItem(column)->textAlignment());
    if (value)
        cell->setData(ValueRole, *value);
    setItem(row, column, cell);
}

int ValueTable::paintedWidth(int column) const {
    return isColumnHidden(column) ? 0 : std::max(sizeHintForColumn(column), horizontalHeader()->sectionSizeHint(column));
}

QSize ValueTable::pictureSize() const {
    int width = 0;
    for (int column = 0; column < columnCount(); ++column)
        width += paintedWidth(column);
    return {width, (rowCount() + 1) * fontMetrics().lineSpacing()};
}

void ValueTable::paintPicture(QPainter& painter) {
    const int line = fontMetrics().lineSpacing();
    painter.setPen(palette().color(QPalette::Text));
    int left = 0;
    for (int column = 0; column < columnCount(); ++column) {
        const int width = paintedWidth(column);
        for (int row = -1; row < rowCount() && width > 0; ++row) {
            const QTableWidgetItem* cell = row < 0 ? horizontalHeaderItem(column) : item(row, column);
            if (!cell)
                continue;
            painter.setFont(row >= 0 && cell->data(Qt::FontRole).isValid() ? cell->font() : font());
            painter.drawText(QRect(left, (row + 1) * line, width, line), int(cell->textAlignment()), cell->text());
        }
        left += width;
    }
}

Exportable::Csv ValueTable::csv() const {
    QByteArrayList names;
    for (const Column& column : m_columns)
        names << column.name;
    QByteArray text = csvLine(names);
    for (int row = 0; row < rowCount(); ++row) {
        QByteArrayList cells;
        for (int column = 0; column < columnCount(); ++column) {
            const QTableWidgetItem* cell = item(row, column);
            if (m_columns[std::size_t(column)].isText)
                cells << csvCell(cell ? cell->text() : QString());
            else
                cells << csvCell(cell && cell->data(ValueRole).isValid() ? cell->data(ValueRole).toDouble() : std::nan(""));
        }
        text += csvLine(cells);
    }
    return [text] { return text; };
}

} // namespace hourglass::ui
