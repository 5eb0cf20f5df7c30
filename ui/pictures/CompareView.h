// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/PictureOrder.h"
#include "ui/widgets/Exportable.h"

#include <QImage>
#include <QPixmap>
#include <QPointF>
#include <QWidget>

#include <array>
#include <optional>
#include <vector>

namespace hourglass::ui {

/// A picture before and after, which are looked at as one: the same part at the same size. One can zoom, move it about, and
/// paint over it.
class CompareView : public QWidget, public Exportable {
    Q_OBJECT

public:
    enum class Mode { Wipe, SideBySide, Before, After, Difference, Anomalies };
    struct Side {
        PicturePyramid picture;
        QString caption;
    };
    static constexpr double DifferenceGain = 4; ///< so many times as bright as it is

    explicit CompareView(QWidget* parent = nullptr);

    /// @param size  in whose pixels places and strokes are counted; another one begins with the whole picture in sight
    void setPictures(const QSize& size, const Side& before, const Side& after);
    /// Against which the difference is taken: the original where it is known, else what was before.
    void setReference(const Side& reference);
    /// What is off by more, from 0 to 1, is an anomaly; none: it is not known.
    void setUsualDifference(std::optional<double> usual);
    void setEmptyText(const QString& text);
    bool isEmpty() const override { return m_size.isEmpty(); }

    void setMode(Mode mode);
    Mode mode() const { return m_mode; }
    void zoom(double factor); ///< about the middle
    void showWhole();
    void showActualPixels();               ///< 100 %: one of the screen for one of the picture
    double scale() const;                  ///< pixels of the screen for one of the picture
    double wipe() const { return m_wipe; } ///< share of the width that shows what was before
    /// Where the picture lies in the widget; side by side: the one before.
    QRectF pictureRect() const;

    /// Whether the left button paints, instead of moving the picture. The right one rubs out.
    void setPainting(bool paints);
    void setBrush(double width); ///< in pixels of the screen
    void setStrokes(const std::vector<BrushStroke>& strokes);
    const std::vector<BrushStroke>& strokes() const { return m_strokes; }

    QString pictureTitle() const override { return tr("Before and after"); }
    QSize pictureSize() const override;
    void paintPicture(QPainter& painter) override;
    Csv csv() const override { return {}; }

    QSize sizeHint() const override { return {640, 420}; }
    QSize minimumSizeHint() const override { return {160, 120}; }

Q_SIGNALS:
    void strokesPainted(); ///< by the user
    void zoomChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    static constexpr QPointF Nowhere{-1e6, -1e6};
    enum class Gesture { None, Wipe, Pan, Paint, RubOut };

    QRectF areaOf(int side) const; ///< 0 or 1, side by side; else all of it
    QRectF wholeIn(const QRectF& area) const;
    double fittingScale() const;
    void zoomAt(const QPointF& place, double factor);
    void moveBy(const QPointF& pixels);
    void keepInSight();
    void setWipe(double x);
    double wipeX() const;
    QPointF toPicture(const QPointF& place) const;
    bool isByTheLine(const QPointF& place) const;
    void showPointer(const QPointF& place);
    void addPoint(const QPointF& place);
    void endGesture();
    void forgetShown();

    QImage rendered(const PicturePyramid& picture, const QRectF& area) const;
    QImage difference(const QRectF& area) const;
    QImage anomalies(const QRectF& area) const;
    const QPixmap& shown(std::size_t layer, const QRectF& area);
    void paintOnVeil(const BrushStroke& stroke);
    void paintStrokes(QPainter& painter, const QRectF& area, const QRectF& clip);
    void paintCaption(QPainter& painter, const QRectF& area, const QString& text, Qt::Alignment side) const;
    void paintAll(QPainter& painter);

    QSize m_size;
    Side m_before, m_after, m_reference;
    std::optional<double> m_usual;
    QString m_emptyText;
    Mode m_mode = Mode::Wipe;
    double m_wipe = 0.5;
    std::optional<double> m_scale; ///< none: the whole picture is in sight
    QPointF m_centre;              ///< of what is in sight, in the picture
    Gesture m_gesture = Gesture::None;
    QPointF m_last = Nowhere; ///< place of the pointer
    bool m_paints = false;
    double m_brush = 24;
    std::vector<BrushStroke> m_strokes;
    std::optional<BrushStroke> m_stroke; ///< that is being painted
    std::array<QPixmap, 3>
        m_shown;   ///< before, after, what is made of both, as they were painted last; null: not painted yet
    QImage m_veil; ///< over what was painted; null: to be made again
};

} // namespace hourglass::ui
