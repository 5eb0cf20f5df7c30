// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Compression.h"
#include "ui/charts/HoverCard.h"
#include "ui/charts/PlotView.h"
#include "ui/widgets/Exportable.h"

#include <QLineSeries>

#include <optional>
#include <vector>

namespace hourglass::ui {

/// Rate against distortion: how near the picture comes back from so many bytes, beside JPEG. A click, or Return at the
/// cursor, chooses that rounding.
class RateChart : public PlotView, public Exportable {
    Q_OBJECT

public:
    explicit RateChart(QWidget* parent = nullptr);

    /// In any order; the same step takes the place of its former point.
    void add(const RatePoint& point);
    /// @param invitation  stands there until a point comes
    void clear(const QString& invitation);
    /// Of which picture all this is.
    void setPixels(qint64 pixels) { m_pixels = pixels; }
    /// Is ringed.
    void setStep(double step);

    QString pictureTitle() const override { return tr("Rate and distortion"); }
    bool isEmpty() const override { return m_points.empty(); }
    QSize pictureSize() const override { return size(); }
    void paintPicture(QPainter& painter) override { PlotView::paintPicture(painter); }
    Csv csv() const override;

Q_SIGNALS:
    void chosen(double step); ///< by the user

protected:
    void refresh() override;
    void paintPlot(QPainter& painter) override;
    void paintPointer(QPainter& painter) override;
    bool hoverAt(const std::optional<QPointF>& position) override;
    void moveCursor(int direction) override;
    std::optional<QPointF> cursorPlace() const override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    static QPointF place(qint64 bytes, double psnr); ///< in the axes' positions
    QPointF networkPlace(const RatePoint& point) const { return toPixels(place(qint64(point.bytes), point.psnr)); }
    HoverCard cardOf(const RatePoint& point) const;
    void paintName(QPainter& painter, const QLineSeries& line, const QString& name) const;
    void takeColours();

    std::vector<RatePoint> m_points; ///< by their bytes
    qint64 m_pixels = 0;
    double m_step = 1;
    std::optional<std::size_t> m_cursor; ///< index of a point
    QString m_invitation;
    QLineSeries* m_jpeg;
    QLineSeries* m_network; ///< above the other
};

} // namespace hourglass::ui
