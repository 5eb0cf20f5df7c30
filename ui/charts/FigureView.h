// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Figure.h"
#include "ui/widgets/Exportable.h"

#include <QWidget>

#include <vector>

class QPixmap;

namespace hourglass::ui {

/// Draws one figure of a lens, whatever it holds, and is never too small for its words and numbers. Hovering a bar or a
/// picture tells what it is.
class FigureView : public QWidget, public Exportable {
    Q_OBJECT

public:
    explicit FigureView(QWidget* parent = nullptr);

    void setFigure(const Figure& figure);

    QString pictureTitle() const override;
    bool isEmpty() const override { return m_figure.title.empty() || isHidden(); }
    QSize pictureSize() const override { return size().expandedTo(sizeHint()); }
    void paintPicture(QPainter& painter) override;
    Csv csv() const override;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    QFont figureFont() const;
    void paintFigure(QPainter& painter, const QRectF& area) const;

    Figure m_figure;
    std::vector<QPixmap> m_pictures; ///< of a PictureFigure
};

} // namespace hourglass::ui
