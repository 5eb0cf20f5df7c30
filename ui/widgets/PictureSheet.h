// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractScrollArea>
#include <QImage>
#include <QPixmap>
#include <QPoint>
#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace hourglass::ui {

/// Pictures in as many rows as there is room for, each with a line below it. The arrow keys walk from one to the next; Enter
/// chooses, as a click does.
class PictureSheet : public QAbstractScrollArea {
    Q_OBJECT

public:
    struct Item {
        QImage picture;
        QString caption;                      ///< a line below it; empty for none, in all of them
        QString name;                         ///< for the tooltip and a screen reader
        std::optional<std::int64_t> sample{}; ///< that it is a picture of: it can be dragged away (see dragSample())
    };

    explicit PictureSheet(QWidget* parent = nullptr);

    void setItems(std::vector<Item> items);
    const std::vector<Item>& items() const { return m_items; }
    void setEmptyText(const QString& text);
    QRect placeOf(std::size_t item) const; ///< of a picture, in the viewport

    /// See Exportable: all of them, also those that are not in sight.
    QSize pictureSize() const;
    void paintPicture(QPainter& painter);

    QSize sizeHint() const override { return {240, 120}; }
    QSize minimumSizeHint() const override { return {100, 60}; }

Q_SIGNALS:
    void chosen(int item); ///< by the user

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    int captionHeight() const;
    void arrange();
    std::optional<std::size_t> itemAt(const QPoint& place) const;
    void setCurrent(std::optional<std::size_t> item);
    /// @param seen  what of it is needed, or null for all
    void paintItems(QPainter& painter, const QRect& seen, int top, double ratio);

    std::vector<Item> m_items;
    std::vector<QPixmap> m_scaled; ///< one for each; null: not painted yet
    QString m_emptyText;
    int m_side = 0; ///< px, of a picture
    int m_columns = 1;
    std::optional<std::size_t> m_current;
    std::optional<QPoint> m_pressed; ///< on what can be dragged away
};

} // namespace hourglass::ui
