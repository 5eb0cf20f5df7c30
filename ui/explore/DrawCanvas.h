// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QImage>
#include <QPainter>
#include <QWidget>

#include <optional>
#include <vector>

namespace hourglass::ui {

/// A small picture to draw on: the left button draws, the right one rubs out. The arrow keys move a pen, Space puts it down
/// and lifts it.
class DrawCanvas : public QWidget {
    Q_OBJECT

public:
    explicit DrawCanvas(QWidget* parent = nullptr);

    /// An empty picture in the shape of those.
    void begin(const QSize& samples, bool coloured);
    void clear();
    void undo(); ///< the last stroke
    bool canUndo() const { return !m_before.empty(); }
    void setBrush(double width) { m_width = width; } ///< share of the picture's width
    void setColour(const QColor& colour) { m_colour = colour; }
    const QImage& picture() const { return m_picture; }
    void setPicture(const QImage& picture); ///< as if it had been drawn

    QSize sizeHint() const override { return {220, 220}; }
    QSize minimumSizeHint() const override { return {80, 80}; }

Q_SIGNALS:
    void drawn(); ///< it looks different

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    QRect pictureRect() const;
    QPointF toPicture(const QPointF& place) const;
    void keep();
    void drawTo(const QPointF& place, bool rubs);

    QImage m_picture;
    std::vector<QImage> m_before; ///< the strokes
    QColor m_colour = Qt::white;
    double m_width = 0.09;
    std::optional<QPointF> m_last; ///< of a stroke that is being drawn, in the picture
    QPointF m_pen;                 ///< of the keys, likewise
    bool m_isPenDown = false;
};

} // namespace hourglass::ui
