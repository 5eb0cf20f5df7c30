// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pictures/CompareView.h"

#include "ui/widgets/Words.h"

#include <QEvent>

#include <algorithm>
#include <cmath>

namespace hourglass::ui {

namespace {
constexpr double LargestScale = 32;
constexpr double Gap = 6; // px, between two pictures side by side
} // namespace

CompareView::CompareView(QWidget* parent)
    : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(tr("Before and after"));
    setToolTip(asToolTip(tr("Drag the line to wipe from one picture to the other. The wheel comes closer; drag to move the "
                            "picture about. Keys: + and − zoom, 0 shows all, 1 the pixels as they are, arrows move.")));
}

void CompareView::setPictures(const QSize& size, const Side& before, const Side& after) {
    if (size != m_size) {
        m_size = size;
        m_centre = QPointF(size.width(), size.height()) / 2;
        m_scale.reset();
        endGesture();
        Q_EMIT zoomChanged();
    }
    m_before = before;
    m_after = after;
    setAccessibleDescription(before.caption + QStringLiteral(", ") + after.caption);
    forgetShown();
}

void CompareView::setReference(const Side& reference) {
    m_reference = reference;
    m_shown[2] = {};
    update();
}

void CompareView::setUsualDifference(std::optional<double> usual) {
    if (usual == m_usual)
        return;
    m_usual = usual;
    m_shown[2] = {};
    update();
}

void CompareView::setEmptyText(const QString& text) {
    m_emptyText = text;
    update();
}

void CompareView::setMode(Mode mode) {
    if (mode == m_mode)
        return;
    m_mode = mode;
    keepInSight();
    forgetShown();
    Q_EMIT zoomChanged(); // half the room, another scale
}

QRectF CompareView::areaOf(int side) const {
    const QRectF all = rect();
    if (m_mode != Mode::SideBySide)
        return all;
    const double width = (all.width() - Gap) / 2;
    return {all.left() + side * (width + Gap), all.top(), width, all.height()};
}

double CompareView::fittingScale() const {
    const QSizeF room = areaOf(0).size();
    const double fits = std::min(room.width() / m_size.width(), room.height() / m_size.height());
    return std::max(fits, 1e-6);
}

double CompareView::scale() const {
    return isEmpty() ? 1 : m_scale.value_or(fittingScale()) * devicePixelRatioF();
}

QRectF CompareView::wholeIn(const QRectF& area) const {
    const double scale = m_scale.value_or(fittingScale());
    const QPointF centre = m_scale ? m_centre : QPointF(m_size.width(), m_size.height()) / 2;
    return {area.center().x() - centre.x() * scale, area.center().y() - centre.y() * scale, m_size.width() * scale,
            m_size.height() * scale};
}

QRectF CompareView::pictureRect() const {
    return isEmpty() ? QRectF() : wholeIn(areaOf(0));
}

QPointF CompareView::toPicture(const QPointF& place) const {
    const QRectF area = areaOf(m_mode == Mode::SideBySide && place.x() >= areaOf(1).left() ? 1 : 0);
    const QRectF whole = wholeIn(area);
    return (place - whole.topLeft()) / m_scale.value_or(fittingScale());
}

void CompareView::zoom(double factor) {
    zoomAt(areaOf(0).center(), factor);
}

/// What is under the pointer stays there.
void CompareView::zoomAt(const QPointF& place, double factor) {
    if (isEmpty())
        return;
    const QPointF fixed = toPicture(place);
    const QRectF area = areaOf(m_mode == Mode::SideBySide && place.x() >= areaOf(1).left() ? 1 : 0);
    const double now = m_scale.value_or(fittingScale());
    const double wanted = std::min(now * factor, LargestScale / devicePixelRatioF());
    if (wanted <= fittingScale() * (1 + 1e-9))
        return showWhole();
    m_scale = wanted;
    m_centre = fixed - (place - area.center()) / wanted;
    keepInSight();
    forgetShown();
    Q_EMIT zoomChanged();
}

void CompareView::showWhole() {
    m_scale.reset();
    forgetShown();
    Q_EMIT zoomChanged();
}

void CompareView::showActualPixels() {
    if (isEmpty())
        return;
    if (!m_scale)
        m_centre = QPointF(m_size.width(), m_size.height()) / 2;
    m_scale = 1 / devicePixelRatioF();
    keepInSight();
    forgetShown();
    Q_EMIT zoomChanged();
}

void CompareView::moveBy(const QPointF& pixels) {
    if (!m_scale)
        return;
    m_centre -= pixels / *m_scale;
    keepInSight();
    forgetShown();
}

/// No further than to where the picture ends.
void CompareView::keepInSight() {
    if (!m_scale)
        return;
    const QSizeF half = areaOf(0).size() / *m_scale / 2;
    const auto kept = [](double centre, double half, double length) {
        return 2 * half >= length ? length / 2 : std::clamp(centre, half, length - half);
    };
    m_centre = {kept(m_centre.x(), half.width(), m_size.width()), kept(m_centre.y(), half.height(), m_size.height())};
}

/// Within what is in sight of the picture.
void CompareView::setWipe(double x) {
    const QRectF seen = pictureRect() & QRectF(rect());
    if (seen.isEmpty())
        return;
    m_wipe = std::clamp((x - seen.left()) / seen.width(), 0.0, 1.0);
    update();
}

double CompareView::wipeX() const {
    const QRectF seen = pictureRect() & QRectF(rect());
    return seen.left() + m_wipe * seen.width();
}

void CompareView::setPainting(bool paints) {
    if (paints == m_paints)
        return;
    m_paints = paints;
    endGesture();
    m_veil = {};
    update();
}

void CompareView::setBrush(double width) {
    m_brush = width;
}

void CompareView::setStrokes(const std::vector<BrushStroke>& strokes) {
    if (strokes == m_strokes && !m_stroke)
        return;
    m_strokes = strokes;
    endGesture();
    m_veil = {};
    update();
}

void CompareView::forgetShown() {
    m_shown.fill({});
    m_veil = {};
    update();
}

void CompareView::resizeEvent(QResizeEvent*) {
    keepInSight();
    forgetShown();
    Q_EMIT zoomChanged();
}

void CompareView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange)
        forgetShown();
    QWidget::changeEvent(event);
}

} // namespace hourglass::ui
