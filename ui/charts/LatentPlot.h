// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Reports.h"
#include "ui/charts/AxisWindow.h"
#include "ui/charts/CardPopup.h"
#include "ui/charts/Lasso.h"
#include "ui/charts/PlotView.h"
#include "ui/charts/PointGrid.h"
#include "ui/charts/PointMotion.h"
#include "ui/charts/PointStamps.h"

#include <QImage>
#include <QPointer>

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace hourglass::ui {

/// Samples as points in two dimensions, in the colour and shape of their class, up to 70,000 of them; they glide from one
/// map to the next. The one under the pointer shows its picture. A click picks one, which shows its neighbours in the code;
/// an area drawn around points selects them. The
/// picked one can be dragged away (see dragSample()).
class LatentPlot : public PlotView {
    Q_OBJECT

public:
    explicit LatentPlot(QWidget* parent = nullptr);
    ~LatentPlot() override;

    /// Forgets the points.
    /// @param album  of the points to come; null where their pictures are not known
    void begin(std::shared_ptr<const Album> album, const QStringList& classNames);
    /// Forgets what was selected and picked, and shows all.
    void forgetChoices();
    /// What stands here while there are no points.
    void setInvitation(const QString& text);
    void setMap(const LatentMap& map);
    void setHidden(const std::set<int>& labels);
    void setDensityShown(bool shown);
    /// Shows the last map without waiting for its turn, and without motion.
    void settle();

    void select(std::vector<int> samples);
    /// Ascending; those too that are not on this map but may be on the next.
    const std::vector<int>& selected() const { return m_selected; }
    void pick(std::optional<int> sample);
    std::optional<int> picked() const { return m_picked; }
    /// As if the pointer stood on that sample; nothing for none.
    void pointAt(std::optional<int> sample);

    const LatentMap& map() const { return m_map; }
    /// "7", "sneaker", or empty for −1.
    QString className(int label) const;
    int labelOf(int sample) const;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    // The user did so, or what was there before is gone.
    void selectionChanged();
    void pickChanged();

protected:
    void refresh() override;
    void paintPlot(QPainter& painter) override;
    void paintPointer(QPainter& painter) override;
    bool hoverAt(const std::optional<QPointF>& position) override;
    void moveCursor(int direction) override;
    bool canZoom() const override { return !isEmpty(); }
    void zoom(double factor, const QPointF& place) override;
    void pan(const QPointF& share) override;
    void showAll() override;
    std::optional<QPointF> cursorPlace() const override;
    bool draw(const QMouseEvent& event) override;
    bool viewportEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    /// What a click may change.
    struct Choice {
        std::optional<int> picked;
        std::vector<int> selected;
    };
    struct Range {
        double lower = 0;
        double upper = 0; ///< equal to lower: none yet
        /// Grows at once so that nothing is cut off, shrinks by degrees so that the picture keeps still.
        void follow(const std::vector<float>& values);
    };

    int count() const { return int(m_map.x.size()); }
    bool isShown(int sample) const;
    void moveFrom(const AxisScale& xBefore, const AxisScale& yBefore);
    void placesChanged();
    /// Brings m_places, and what is painted of them, up to date.
    void takePlaces();
    PointPlaces placesNow() const;
    void paintPointsInto(QImage& image, PointStamps& stamps, double ratio) const;
    void drawPoints(QPainter& painter) const; ///< one by one
    void paintNeighbours(QPainter& painter) const;
    void paintRing(QPainter& painter, int sample, double width, const QColor& colour) const;
    /// Whether the point lies in the plot's area and its class is on show.
    bool isOnShow(int sample) const;
    QPointF placeOf(int sample) const { return {m_places.x[std::size_t(sample)], m_places.y[std::size_t(sample)]}; }
    HoverCard cardFor(int sample);
    const QImage& pictureOf(int sample);
    void showCard();

    void flagSelected();
    void dragPickFrom(const QPointF& place);
    void selectInside();
    void selectAllShown();
    void clickAt(const QPointF& place);
    void bringIntoView(int sample);
    bool forgetByKey();
    const PointGrid& grid();

    LatentMap m_map;
    std::shared_ptr<const Album> m_album;
    QStringList m_classNames;
    QString m_invitation;
    std::set<int> m_hidden;
    Range m_xRange, m_yRange;
    AxisWindow m_xWindow{0}, m_yWindow{0};
    PointMotion m_motion;      ///< in the axes' numbers
    bool m_mapIsNew = false;   ///< since the last refresh
    PointPlaces m_places;      ///< in pixels of the view; not a number where the class is hidden or it lies outside
    std::vector<int> m_labels; ///< one for each point
    std::optional<PointStamps> m_stamps;
    QImage m_points; ///< the plot's area, in device pixels
    QImage m_density;
    QRectF m_paintedArea;
    bool m_isStale = true; ///< m_places, and what is painted of them
    bool m_showsDensity = false;
    std::optional<PointGrid> m_grid; ///< of m_places; none: out of date
    std::vector<int> m_selected;
    std::vector<std::uint8_t> m_isSelected; ///< one for each point; empty where none of them is
    std::optional<int> m_picked;
    Lasso m_lasso;
    bool m_isPickPressed = false; ///< the picked sample, which may be dragged away
    std::optional<Choice> m_beforeClick; ///< which may turn out to be half a double click
    int m_current = -1;                  ///< under the pointer or the cursor
    bool m_isByKeys = false;             ///< the arrow keys have come to it
    int m_pictured = -1;                 ///< whose picture is known
    QImage m_picture;
    QPointer<CardPopup> m_card;
};

} // namespace hourglass::ui
