// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QPixmap>
#include <QString>
#include <QWidget>

#include <cstdint>
#include <optional>
#include <vector>

class QScrollBar;

namespace hourglass::ui {

/// Pictures in titled rows, a column for each sample, as large as the space allows. Where not all columns fit at a
/// size that can be seen, a scroll bar, the wheel and the arrow keys lead to the others.
///
/// The arrow keys walk from picture to picture, for those who listen to them; Enter chooses, as a click does.
class ImageGrid : public QWidget {
    Q_OBJECT

public:
    /// What the colours of a row mean.
    struct Scale {
        QImage colours; ///< a row of pixels, from the least number to the greatest; null: none needed
        QString from;
        QString to;
    };
    struct Row {
        QString title;
        QString help;
        std::vector<QImage> images; ///< one for each column; a null image leaves its place empty
        Scale scale{};              ///< beneath the title
    };
    struct Column {
        QString name;      ///< "sample 12, sneaker", for tooltips
        QString caption;   ///< "0.0123": beneath the column, which is at least as wide; may have several lines
        QString heading{}; ///< over this column and the next ones: a group begins here
        QString mark{};    ///< "pinned": what the mark on the first picture means; empty: none
        std::optional<std::int64_t> sample{}; ///< whose pictures these are: it can be dragged away (see dragSample())
    };
    struct Content {
        std::vector<Row> rows;
        std::vector<Column> columns;
        QString captionTitle; ///< "error": what the captions are, line by line
    };

    explicit ImageGrid(QWidget* parent = nullptr);

    bool isEmpty() const { return m_content.rows.empty() || m_content.columns.empty(); }
    void setContent(const Content& content);
    /// What stands here while there are no pictures.
    void setEmptyText(const QString& text);

    int visibleColumns() const { return layoutFor(size()).columns; }
    int firstColumn() const { return layoutFor(size()).first; } ///< of those that are visible
    /// Scrolls as little as is needed.
    void showColumn(int column);
    /// The place of a picture inside the widget.
    QRect cellRect(int row, int column) const;
    /// Where the arrow keys are, or the last click was; −1 at first.
    int currentColumn() const { return m_current.column; }

    /// See Exportable: all that is on show, and at least as large as the grid wants to be.
    QSize pictureSize() const { return size().expandedTo(sizeHint()); }
    void paintPicture(QPainter& painter);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// By a click on one of its pictures, or by Enter.
    void columnChosen(int column);
    void pictureChosen(int row, int column); ///< with it

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    static constexpr int Gap = 4;       ///< px, between pictures
    static constexpr int GroupGap = 18; ///< more, between groups

    struct Cell {
        int row = -1;
        int column = -1;
        bool operator==(const Cell&) const = default;
    };
    struct Layout {
        int titleWidth = 0;
        QSize cell;
        int pitch = 0;   ///< from one column to the next
        int first = 0;   ///< column on show
        int columns = 0; ///< on show
        bool scrolls = false;
        int captionHeight = 0; ///< 0: no captions
        int headingHeight = 0; ///< 0: no headings
    };

    Layout layoutFor(const QSize& size) const;
    Layout layoutIn(const QSize& size) const; ///< without a scroll bar
    /// The scroll bar follows the layout, and the current picture stays in sight.
    void settle();
    void keepCurrentInSight();
    void describeCurrent();
    QRect cellRect(const Layout& layout, int row, int column) const;
    QRect titleRect(const Layout& layout, int row) const;
    /// How many groups begin after the first column and not after `column`.
    int gapsBefore(int column) const;
    /// Of the group in which the column stands.
    const QString& headingOf(int column) const;
    int captionLines() const;
    bool hasHeadings() const;
    Cell cellAt(const QPoint& position) const;
    QString describe(const Cell& cell) const;
    QString toolTipAt(const QPoint& position) const;
    void setCurrent(const Cell& cell);
    void choose(const Cell& cell);
    void paintAll(QPainter& painter, const Layout& layout, double ratio);
    void paintTitle(QPainter& painter, const QRect& place, const Row& row);
    void paintHeadings(QPainter& painter, const Layout& layout);
    void paintCaptions(QPainter& painter, const Layout& layout);
    void paintMark(QPainter& painter, const QRect& rect);
    void paintCell(QPainter& painter, const QRect& rect, const Cell& cell, double ratio);
    /// The picture in this size; worked out once.
    const QPixmap& scaled(const Cell& cell, const QSize& size);

    Content m_content;
    std::vector<std::vector<QPixmap>> m_scaled; ///< rows and columns as in m_content; null: not painted yet
    QString m_emptyText;
    Cell m_current;
    std::optional<QPoint> m_pressed; ///< where a picture was pressed that can be dragged away
    QScrollBar* m_bar;               ///< its value is the first column on show
    int m_turned = 0;                ///< of the wheel, less than a notch
};

} // namespace hourglass::ui
