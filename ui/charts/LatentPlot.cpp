// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/LatentPlot.h"

#include "ui/charts/NumberText.h"
#include "ui/charts/PointDensity.h"
#include "ui/session/Convert.h"
#include "ui/style/ClassColours.h"
#include "ui/widgets/Words.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace hourglass::ui {

namespace {

constexpr int thumbnailSide = 64;     // px
constexpr double shrinkPerMap = 0.15; // of what there is too much
constexpr float nowhere = std::numeric_limits<float>::quiet_NaN();

/// What an axis is, without what share of the variance it has, which changes with every map.
QString axisName(const std::string& label) {
    return toQString(label).section(QStringLiteral(" ("), 0, 0);
}

} // namespace

LatentPlot::LatentPlot(QWidget* parent)
    : PlotView(parent)
    , m_invitation(tr("Each sample finds its place here once a run is ready"))
    , m_card(new CardPopup(*this)) {
    connect(&m_motion, &PointMotion::moved, this, [this] {
        placesChanged();
        viewport()->update(plotArea().toAlignedRect()); // the axes stay as they are
    });
    refreshNow();
}

LatentPlot::~LatentPlot() {
    delete m_card; // which may belong to the window
}

void LatentPlot::begin(std::shared_ptr<const Album> album, const QStringList& classNames) {
    m_map = {};
    m_labels.clear();
    m_motion.jumpTo({});
    m_album = std::move(album);
    m_classNames = classNames;
    m_xRange = m_yRange = {};
    m_current = m_pictured = -1;
    flagSelected();
    refreshNow();
}

void LatentPlot::forgetChoices() {
    pick(std::nullopt);
    select({});
    m_xWindow.showAll();
    m_yWindow.showAll();
}

void LatentPlot::setInvitation(const QString& text) {
    m_invitation = text;
    refreshNow();
}

void LatentPlot::setMap(const LatentMap& map) {
    const bool otherAxes = axisName(map.xLabel) != axisName(m_map.xLabel) || axisName(map.yLabel) != axisName(m_map.yLabel);
    const bool jumps = otherAxes || map.x.size() != m_map.x.size(); // nothing lies between the two
    m_map = map;
    m_labels = map.labels;
    m_labels.resize(map.x.size(), -1);
    if (jumps)
        m_motion.jumpTo({m_map.x, m_map.y});
    if (m_current >= count())
        m_current = -1;
    flagSelected();
    setAxisTitles(toQString(map.xLabel), toQString(map.yLabel));
    if (otherAxes) {
        m_xRange = m_yRange = {};
        m_xWindow.showAll();
        m_yWindow.showAll();
    }
    m_xRange.follow(m_map.x);
    m_yRange.follow(m_map.y);
    m_mapIsNew = !jumps;
    if (jumps)
        refreshNow();
    else
        dataChanged();
}

void LatentPlot::setHidden(const std::set<int>& labels) {
    m_hidden = labels;
    if (m_current >= 0 && !isShown(m_current))
        m_current = -1;
    placesChanged();
    viewport()->update();
}

void LatentPlot::setDensityShown(bool shown) {
    m_showsDensity = shown;
    placesChanged();
    viewport()->update();
}

void LatentPlot::settle() {
    refreshNow();
    m_motion.finish();
    placesChanged();
}

QSize LatentPlot::minimumSizeHint() const {
    return {180, 90}; // leaves room for pictures of samples below
}

QString LatentPlot::className(int label) const {
    if (label < 0)
        return {};
    return label < m_classNames.size() ? m_classNames[label] : QString::number(label);
}

int LatentPlot::labelOf(int sample) const {
    return std::size_t(sample) < m_labels.size() ? m_labels[std::size_t(sample)] : -1;
}

void LatentPlot::Range::follow(const std::vector<float>& values) {
    float lowest = std::numeric_limits<float>::infinity();
    float highest = -lowest;
    for (const float value : values) {
        if (std::isfinite(value)) {
            lowest = std::min(lowest, value);
            highest = std::max(highest, value);
        }
    }
    if (lowest > highest)
        return;
    const double span = double(highest) - lowest;
    const double margin = span > 0 ? 0.06 * span : std::max(1.0, 0.1 * std::abs(double(highest)));
    const double wantedLower = lowest - margin;
    const double wantedUpper = highest + margin;
    if (lower == upper) {
        lower = wantedLower;
        upper = wantedUpper;
        return;
    }
    lower = std::min(wantedLower, lower + shrinkPerMap * (wantedLower - lower));
    upper = std::max(wantedUpper, upper + shrinkPerMap * (wantedUpper - upper));
}

bool LatentPlot::isShown(int sample) const {
    return std::isfinite(m_map.x[std::size_t(sample)]) && std::isfinite(m_map.y[std::size_t(sample)]) &&
           !m_hidden.contains(labelOf(sample));
}

void LatentPlot::refresh() {
    const bool empty = m_xRange.lower == m_xRange.upper || m_yRange.lower == m_yRange.upper;
    setEmptyText(empty ? m_invitation : QString());
    if (!empty) {
        const AxisScale xBefore = xScale(), yBefore = yScale();
        m_xWindow.setWhole(m_xRange.lower, m_xRange.upper);
        m_yWindow.setWhole(m_yRange.lower, m_yRange.upper);
        setScales(linearScale(m_xWindow.lower(), m_xWindow.upper(), xLabelRoom()),
                  linearScale(m_yWindow.lower(), m_yWindow.upper(), yLabelRoom()));
        if (std::exchange(m_mapIsNew, false))
            moveFrom(xBefore, yBefore);
    }
    placesChanged();
}

/// Points set out from where they are to be seen, though the axes have changed their ends.
void LatentPlot::moveFrom(const AxisScale& xBefore, const AxisScale& yBefore) {
    const auto change = [](const AxisScale& from, const AxisScale& to) {
        const double scale = (to.upper - to.lower) / (from.upper - from.lower);
        return std::pair(scale, to.lower - scale * from.lower);
    };
    const auto [xFactor, xOffset] = change(xBefore, xScale());
    const auto [yFactor, yOffset] = change(yBefore, yScale());
    m_motion.changeUnit(xFactor, xOffset, yFactor, yOffset);
    if (isVisible())
        m_motion.glideTo({m_map.x, m_map.y});
    else
        m_motion.jumpTo({m_map.x, m_map.y});
}

void LatentPlot::placesChanged() {
    m_isStale = true;
    showCard();
}

PointPlaces LatentPlot::placesNow() const {
    PointPlaces places = m_motion.places();
    const QPointF origin = toPixels({0, 0});
    const QPointF unit = toPixels({1, 1}) - origin;
    // Some way beyond the edges, so that a marker is cut off and does not vanish.
    const QRectF seen = plotArea().adjusted(-8, -8, 8, 8);
    std::vector<std::uint8_t> hidden(m_hidden.empty() ? 0 : std::size_t(*m_hidden.rbegin()) + 1);
    for (const int label : m_hidden)
        hidden[std::size_t(label)] = 1;
    for (std::size_t i = 0; i < places.count(); ++i) {
        const auto x = float(origin.x() + unit.x() * places.x[i]), y = float(origin.y() + unit.y() * places.y[i]);
        const auto label = std::size_t(m_labels[i]); // where there is none, more than any
        const bool shown = x >= seen.left() && x <= seen.right() && y >= seen.top() && y <= seen.bottom() &&
                           !(label < hidden.size() && hidden[label]);
        places.x[i] = shown ? x : nowhere;
        places.y[i] = shown ? y : nowhere;
    }
    return places;
}

void LatentPlot::takePlaces() {
    if (!m_isStale && plotArea() == m_paintedArea)
        return;
    m_isStale = false;
    m_paintedArea = plotArea();
    m_places = placesNow();
    m_grid.reset();
    m_density = m_showsDensity ? densityPicture(m_places, m_labels, m_paintedArea, palette()) : QImage();
    const double ratio = devicePixelRatioF();
    if (!m_stamps || !m_stamps->areFor(m_places.count(), ratio, palette()))
        m_stamps.emplace(m_places.count(), ratio, palette());
    paintPointsInto(m_points, *m_stamps, ratio);
}

bool LatentPlot::isOnShow(int sample) const {
    return sample >= 0 && std::size_t(sample) < m_places.count() && std::isfinite(m_places.x[std::size_t(sample)]);
}

/// The one that was asked for last is kept: a card follows its point in every frame.
const QImage& LatentPlot::pictureOf(int sample) {
    if (sample != m_pictured) {
        m_pictured = sample;
        m_picture = m_album && sample < m_album->count() ? toQImage(m_album->picture(sample, thumbnailSide)) : QImage();
    }
    return m_picture;
}

HoverCard LatentPlot::cardFor(int sample) {
    HoverCard card;
    card.picture = pictureOf(sample);
    card.lines.push_back({QColor(), tr("sample %1").arg(grouped(sample))});
    const int label = labelOf(sample);
    if (label >= 0)
        card.lines.push_back({classColour(label, palette()), className(label)});
    const auto near = std::ranges::find(m_map.neighbours, sample, &Neighbour::sample);
    if (m_picked && m_map.neighboursOf == *m_picked && near != m_map.neighbours.end())
        card.lines.push_back({QColor(), tr("distance %1").arg(numberText(near->distance, 3))});
    return card;
}

} // namespace hourglass::ui
