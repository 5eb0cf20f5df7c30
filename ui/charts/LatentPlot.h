// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Reports.h"
#include "ui/charts/HoverCard.h"
#include "ui/charts/PlotView.h"

#include <QImage>

#include <memory>
#include <set>
#include <vector>

namespace hourglass::ui {

/// Samples as points in two dimensions, in the colour and shape of their class; the one under the pointer shows its
/// picture. The points are painted into one image, which is quick for as many as there are.
class LatentPlot : public PlotView {
    Q_OBJECT

public:
    explicit LatentPlot(QWidget* parent = nullptr);

    /// Forgets the points.
    /// @param album  of the points to come; null where their pictures are not known
    void begin(std::shared_ptr<const Album> album, const QStringList& classNames);
    void setMap(const LatentMap& map);
    void setHidden(const std::set<int>& labels);
    const LatentMap& map() const { return m_map; }
    /// "7", "sneaker", or empty for −1.
    QString className(int label) const;

protected:
    void refresh() override;
    void paintPlot(QPainter& painter) override;
    void paintPointer(QPainter& painter) override;
    bool hoverAt(const std::optional<QPointF>& position) override;
    void moveCursor(int direction) override;

private:
    struct Range {
        double lower = 0;
        double upper = 0; ///< equal to lower: none yet
        /// Grows at once so that nothing is cut off, shrinks by degrees so that the picture keeps still.
        void follow(const std::vector<float>& values);
    };

    int count() const { return int(m_map.x.size()); }
    int labelOf(int index) const;
    bool isShown(int index) const;
    QPointF placeOf(int index) const; ///< pixels of the view
    double radius() const;
    void paintPoints();
    void drawPoints(QPainter& painter) const; ///< one by one
    HoverCard cardFor(int index) const;

    LatentMap m_map;
    std::shared_ptr<const Album> m_album;
    QStringList m_classNames;
    std::set<int> m_hidden;
    Range m_xRange;
    Range m_yRange;
    QImage m_points; ///< the plot's area, in device pixels
    QRectF m_paintedArea;
    int m_current = -1;
};

} // namespace hourglass::ui
