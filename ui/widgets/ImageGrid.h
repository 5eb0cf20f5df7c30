// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QPixmap>
#include <QString>
#include <QWidget>

#include <vector>

namespace hourglass::ui {

/// Pictures in titled rows, a column for each sample, as large as the space allows. Where not all columns fit at a
/// size that can be seen, it shows the first ones.
///
/// The arrow keys walk from picture to picture, for those who listen to them.
class ImageGrid : public QWidget {
    Q_OBJECT

public:
    struct Row {
        QString title;
        QString help;
        std::vector<QImage> images; ///< one for each column; a null image leaves its place empty
    };
    struct Column {
        QString name;    ///< "sample 12, sneaker", for tooltips
        QString caption; ///< "0.0123": beneath the column, which is at least as wide
    };
    struct Content {
        std::vector<Row> rows;
        std::vector<Column> columns;
        QString captionTitle; ///< "error": what the captions are
    };

    explicit ImageGrid(QWidget* parent = nullptr);

    void setContent(const Content& content);
    /// What stands here while there are no pictures.
    void setEmptyText(const QString& text);

    int visibleColumns() const { return layoutFor(size()).columns; }
    /// The place of a picture inside the widget.
    QRect cellRect(int row, int column) const;

    /// See Exportable: all that is on show, and at least as large as the grid wants to be.
    QSize pictureSize() const { return size().expandedTo(sizeHint()); }
    void paintPicture(QPainter& painter);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Cell {
        int row = -1;
        int column = -1;
        bool operator==(const Cell&) const = default;
    };
    struct Layout {
        int titleWidth = 0;
        QSize cell;
        int pitch = 0; ///< from one column to the next
        int columns = 0;
        int captionHeight = 0; ///< 0: no captions
    };

    bool hasNothing() const { return m_content.rows.empty() || m_content.columns.empty(); }
    Layout layoutFor(const QSize& size) const;
    QRect cellRect(const Layout& layout, int row, int column) const;
    Cell cellAt(const QPoint& position) const;
    QString describe(const Cell& cell) const;
    QString toolTipAt(const QPoint& position) const;
    void setCurrent(const Cell& cell);
    void paintAll(QPainter& painter, const Layout& layout, double ratio);
    void paintCell(QPainter& painter, const QRect& rect, const Cell& cell, double ratio);
    /// The picture in this size; worked out once.
    const QPixmap& scaled(const Cell& cell, const QSize& size);

    Content m_content;
    std::vector<std::vector<QPixmap>> m_scaled; ///< rows and columns as in m_content; null: not painted yet
    QString m_emptyText;
    Cell m_current;
};

} // namespace hourglass::ui
