// SPDX-License-Identifier: GPL-3.0-or-later
// What mouse and keys do in a LatentPlot.
#include "ui/charts/LatentPlot.h"

#include "ui/widgets/SampleMime.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>

namespace hourglass::ui {

namespace {
constexpr double reach = 14;          // px from the pointer to the point it means
constexpr double closestLook = 0.002; // of the whole map
} // namespace

const PointGrid& LatentPlot::grid() {
    takePlaces();
    if (!m_grid)
        m_grid.emplace(m_places, plotArea());
    return *m_grid;
}

bool LatentPlot::hoverAt(const std::optional<QPointF>& position) {
    const int before = std::exchange(m_current, -1);
    m_isByKeys = false;
    if (position)
        m_current = grid().nearest(*position, reach).value_or(-1);
    if (m_current != before)
        showCard();
    return m_current != before;
}

void LatentPlot::pointAt(std::optional<int> sample) {
    m_current = sample && *sample < count() && isShown(*sample) ? *sample : -1;
    m_isByKeys = false;
    showCard();
    viewport()->update();
}

void LatentPlot::moveCursor(int direction) {
    int index = m_current < 0 && direction < 0 ? count() : m_current;
    do {
        index += direction;
    } while (index >= 0 && index < count() && !isShown(index));
    if (index < 0 || index >= count())
        return;
    m_current = index;
    m_isByKeys = true;
    bringIntoView(index);
    showCard();
    announce(cardFor(index));
}

void LatentPlot::bringIntoView(int sample) {
    takePlaces();
    if (isOnShow(sample))
        return;
    const auto centre = [](AxisWindow& window, double about) {
        window.show(about - window.span() / 2, about + window.span() / 2);
    };
    centre(m_xWindow, m_map.x[std::size_t(sample)]);
    centre(m_yWindow, m_map.y[std::size_t(sample)]);
    refreshNow();
}

void LatentPlot::showCard() {
    if (!m_card)
        return;
    if (m_current < 0 || isEmpty() || !isVisible()) {
        m_card->hide();
        return;
    }
    takePlaces();
    if (isOnShow(m_current))
        m_card->showAt(placeOf(m_current), cardFor(m_current));
    else
        m_card->hide();
}

bool LatentPlot::draw(const QMouseEvent& event) {
    const bool left = event.button() == Qt::LeftButton;
    switch (event.type()) {
    case QEvent::MouseButtonPress:
        if (!left || isEmpty())
            return false;
        m_beforeClick.reset();
        m_isPickPressed = m_picked && grid().nearest(event.position(), reach) == m_picked;
        m_lasso.begin(event.position(), Lasso::modeFor(event.modifiers()));
        break;
    case QEvent::MouseMove:
        if (!m_lasso.isDrawn())
            return false;
        if (m_isPickPressed && m_picked && event.buttons() & Qt::LeftButton) {
            dragPickFrom(event.position());
            return true;
        }
        if (event.buttons() & Qt::LeftButton)
            m_lasso.extendTo(event.position());
        else // it was let go elsewhere, over a menu
            m_lasso.forget();
        if (!m_lasso.isClick())
            pointAt(std::nullopt);
        break;
    case QEvent::MouseButtonRelease:
        if (!left || !m_lasso.isDrawn())
            return false;
        m_lasso.extendTo(event.position());
        if (m_lasso.isClick())
            clickAt(event.position());
        else if (!m_lasso.isLine())
            selectInside();
        m_lasso.forget();
        break;
    default:
        return false;
    }
    viewport()->update(plotArea().toAlignedRect());
    return true;
}

void LatentPlot::dragPickFrom(const QPointF& place) {
    m_lasso.extendTo(place);
    if (m_lasso.isClick())
        return;
    m_lasso.forget();
    m_isPickPressed = false;
    dragSample(*this, *m_picked, QPixmap::fromImage(pictureOf(*m_picked)));
}

bool LatentPlot::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::MouseButtonDblClick && m_beforeClick) {
        const Choice before = *std::exchange(m_beforeClick, std::nullopt); // its first click meant nothing
        pick(before.picked);
        select(before.selected);
    }
    return PlotView::viewportEvent(event);
}

void LatentPlot::clickAt(const QPointF& place) {
    const std::optional<int> clicked = grid().nearest(place, reach);
    m_beforeClick = {m_picked, m_selected};
    if (!clicked && m_lasso.mode() != Lasso::Mode::Replace)
        return; // missed what was to be added or removed
    const bool selectionGoes = !clicked && !m_selected.empty();
    pick(clicked);
    if (selectionGoes)
        select({});
}

void LatentPlot::selectInside() {
    takePlaces();
    const std::vector<int> inside = m_lasso.inside(m_places);
    std::vector<int> chosen;
    switch (m_lasso.mode()) {
    case Lasso::Mode::Replace:
        chosen = inside;
        break;
    case Lasso::Mode::Add:
        std::ranges::set_union(m_selected, inside, std::back_inserter(chosen));
        break;
    case Lasso::Mode::Remove:
        std::ranges::set_difference(m_selected, inside, std::back_inserter(chosen));
        break;
    }
    select(std::move(chosen));
}

void LatentPlot::selectAllShown() {
    takePlaces();
    std::vector<int> shown;
    for (int sample = 0; sample < count(); ++sample)
        if (isOnShow(sample))
            shown.push_back(sample);
    select(std::move(shown));
}

void LatentPlot::select(std::vector<int> samples) {
    if (!std::ranges::is_sorted(samples))
        std::ranges::sort(samples);
    if (samples == m_selected)
        return;
    m_selected = std::move(samples);
    flagSelected();
    placesChanged();
    viewport()->update();
    Q_EMIT selectionChanged();
}

void LatentPlot::flagSelected() {
    const std::span here(m_selected.begin(), std::ranges::lower_bound(m_selected, count()));
    m_isSelected.assign(here.empty() ? 0 : std::size_t(count()), 0);
    for (const int sample : here)
        m_isSelected[std::size_t(sample)] = 1;
}

void LatentPlot::pick(std::optional<int> sample) {
    if (sample == m_picked)
        return;
    m_picked = sample;
    showCard();
    viewport()->update();
    Q_EMIT pickChanged();
}

bool LatentPlot::forgetByKey() {
    const bool had = m_lasso.isDrawn() || (m_isByKeys && m_current >= 0) || m_picked || !m_selected.empty();
    if (m_lasso.isDrawn()) {
        m_lasso.forget();
        viewport()->update();
    } else {
        pointAt(std::nullopt);
        pick(std::nullopt);
        select({});
    }
    return had;
}

void LatentPlot::keyPressEvent(QKeyEvent* event) {
    if (isEmpty()) {
        PlotView::keyPressEvent(event);
        return;
    }
    if (event->matches(QKeySequence::SelectAll))
        selectAllShown();
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_current >= 0)
        pick(m_current);
    else if (event->key() != Qt::Key_Escape || !forgetByKey())
        PlotView::keyPressEvent(event);
}

void LatentPlot::zoom(double factor, const QPointF& place) {
    const double share = m_xWindow.span() / (m_xRange.upper - m_xRange.lower);
    if (factor < 1 && factor * share < closestLook)
        return;
    const QRectF area = plotArea();
    m_xWindow.zoom(factor, m_xWindow.lower() + (place.x() - area.left()) / area.width() * m_xWindow.span());
    m_yWindow.zoom(factor, m_yWindow.lower() + (area.bottom() - place.y()) / area.height() * m_yWindow.span());
    refreshNow();
}

void LatentPlot::pan(const QPointF& share) {
    m_xWindow.pan(share.x());
    m_yWindow.pan(share.y());
    refreshNow();
}

void LatentPlot::showAll() {
    m_xWindow.showAll();
    m_yWindow.showAll();
    refreshNow();
}

std::optional<QPointF> LatentPlot::cursorPlace() const {
    return isOnShow(m_current) ? std::optional(placeOf(m_current)) : std::nullopt;
}

void LatentPlot::changeEvent(QEvent* event) {
    PlotView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        placesChanged();
}

void LatentPlot::hideEvent(QHideEvent* event) {
    pointAt(std::nullopt);
    PlotView::hideEvent(event);
}

void LatentPlot::focusOutEvent(QFocusEvent* event) {
    if (m_isByKeys) // or else the pointer is there
        pointAt(std::nullopt);
    PlotView::focusOutEvent(event);
}

} // namespace hourglass::ui
