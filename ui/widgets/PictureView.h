// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QPixmap>
#include <QString>
#include <QWidget>

namespace hourglass::ui {

/// Small pictures keep their pixels as squares; larger ones are smoothed.
/// @param size  in device pixels
QImage scaledPicture(const QSize& size, const QImage& picture);

/// One picture, as large as the space allows.
class PictureView : public QWidget {
    Q_OBJECT

public:
    explicit PictureView(QWidget* parent = nullptr);

    /// Null: the text for that stands here.
    void setPicture(const QImage& picture);
    const QImage& picture() const { return m_picture; }
    void setEmptyText(const QString& text);
    /// Where the picture lies in the widget; empty where there is none.
    QRect pictureRect() const;

    /// See Exportable.
    QSize pictureSize() const;
    void paintPicture(QPainter& painter) const;

    QSize sizeHint() const override { return {220, 220}; }
    QSize minimumSizeHint() const override { return {64, 64}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QImage m_picture;
    QPixmap m_scaled; ///< of m_picture, as it was painted last; null: not painted yet
    QString m_emptyText;
};

} // namespace hourglass::ui
