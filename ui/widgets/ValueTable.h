// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/Exportable.h"

#include <QTableWidget>

#include <optional>
#include <vector>

namespace hourglass::ui {

/// Figures in rows, to be read and to be taken away.
class ValueTable : public QTableWidget, public Exportable {
    Q_OBJECT

public:
    struct Column {
        QString title;
        QString help;
        QByteArray name;     ///< in a CSV file
        bool isText = false; ///< else it holds numbers
    };

    ValueTable(const QString& title, std::vector<Column> columns, QWidget* parent = nullptr);

    QString pictureTitle() const override { return accessibleName(); }
    bool isEmpty() const override { return rowCount() == 0; }
    QSize pictureSize() const override;
    void paintPicture(QPainter& painter) override;
    Csv csv() const override; ///< all digits of the numbers, hidden columns too

protected:
    /// @param value  of a number, whatever the text makes of it
    void setCell(int row, int column, const QString& text, std::optional<double> value = {});

private:
    int paintedWidth(int column) const;

    std::vector<Column> m_columns;
};

} // namespace hourglass::ui
