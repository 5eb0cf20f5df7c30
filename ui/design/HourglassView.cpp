// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/design/HourglassView.h"

#include "ui/design/BarLayout.h"
#include "ui/design/CodeBar.h"
#include "ui/design/DesignKeys.h"
#include "ui/design/RoundButton.h"
#include "ui/widgets/Colours.h"
#include "ui/widgets/FaultLabel.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <utility>

namespace hourglass::ui {

HourglassView::HourglassView(QWidget* parent)
    : QWidget(parent)
    , m_codeBar(new CodeBar(this))
    , m_insertButton(new RoundButton(QStringLiteral("+"), tr("Add a layer here"), this))
    , m_fault(new FaultLabel(this)) {
    setMouseTracking(true);
    setAccessibleName(tr("Network"));
    m_insertButton->setObjectName(QStringLiteral("insertButton"));
    m_insertButton->hide();
    m_codeBar->hide(); // Until there is a network.
    m_fault->setAlignment(Qt::AlignHCenter);
    connectBar(m_codeBar);
    connect(m_codeBar, &CodeBar::stepped, this, &HourglassView::codeSizeStepped);
    connect(m_insertButton, &QToolButton::clicked, this, [this] { requestInsert(m_hoveredGap); });
}

void HourglassView::setBars(const std::vector<BarContent>& bars, bool decoderEditable) {
    const bool hadFocus = !m_bars.empty() && m_bars[m_current]->hasFocus();
    const BarId before = m_bars.empty() ? BarId{} : current();
    endDrag(false);
    m_decoderEditable = decoderEditable;
    m_insertButton->hide();

    while (m_pool.size() + 1 < bars.size())
        connectBar(m_pool.emplace_back(new LayerBar(this)));
    while (m_pool.size() + 1 > bars.size()) {
        m_pool.back()->hide();
        m_pool.back()->deleteLater();
        m_pool.pop_back();
    }
    m_bars.clear();
    auto spare = m_pool.begin();
    QString fault;
    for (const BarContent& content : bars) {
        LayerBar* bar = content.id.role == BarRole::Code ? m_codeBar : *spare++;
        bar->setContent(content);
        bar->setObjectName(QStringLiteral("bar%1").arg(m_bars.size()));
        m_bars.push_back(bar);
        if (!content.fault.isEmpty())
            fault = content.fault;
    }
    m_fault->setMessage(fault);

    m_current = std::min(m_current, m_bars.size() - 1);
    setCurrent(before);
    makeCurrent(m_current);
    if (hadFocus)
        m_bars[m_current]->setFocus();
    arrange();
}

void HourglassView::connectBar(LayerBar* bar) {
    bar->installEventFilter(this);
    connect(bar, &LayerBar::clicked, this, [this, bar] { Q_EMIT editRequested(bar->content().id); });
    connect(bar, &LayerBar::valueEdited, this, [this, bar](double value) { Q_EMIT valueEdited(bar->content().id, value); });
    connect(bar, &LayerBar::menuRequested, this,
            [this, bar](const QPoint& position) { Q_EMIT menuRequested(bar->content().id, position); });
    connect(bar, &LayerBar::focused, this,
            [this, bar] { makeCurrent(std::size_t(std::ranges::find(m_bars, bar) - m_bars.begin())); });
    connect(bar, &LayerBar::dragged, this, [this, bar](int y) { drag(bar, y); });
    connect(bar, &LayerBar::dropped, this, [this] { endDrag(true); });
}

BarId HourglassView::current() const {
    return m_bars.at(m_current)->content().id;
}

LayerBar* HourglassView::barAt(BarId id) const {
    const auto found = std::ranges::find_if(m_bars, [id](LayerBar* bar) { return bar->content().id == id; });
    return found == m_bars.end() ? nullptr : *found;
}

void HourglassView::setCurrent(BarId id) {
    const auto bar = std::ranges::find(m_bars, barAt(id));
    if (bar == m_bars.end())
        return;
    const bool hadFocus = m_bars[m_current]->hasFocus();
    makeCurrent(std::size_t(bar - m_bars.begin()));
    if (hadFocus)
        (*bar)->setFocus();
}

void HourglassView::makeCurrent(std::size_t index) {
    m_current = index;
    for (std::size_t i = 0; i < m_bars.size(); ++i)
        m_bars[i]->setCurrent(i == m_current);
}

void HourglassView::arrange() {
    std::vector<BarContent> contents;
    for (const LayerBar* bar : m_bars)
        contents.push_back(bar->content());
    const int messageWidth = width() - 2 * BarLayout::margin;
    const BarLayout layout = layOutBars(contents, {{width(), parentWidget() ? parentWidget()->height() : height()},
                                                   LayerBar::heightFor(fontMetrics(), false),
                                                   LayerBar::heightFor(fontMetrics(), true),
                                                   m_codeBar->leastWidth(),
                                                   m_fault->text().isEmpty() ? 0 : m_fault->heightForWidth(messageWidth)});
    for (std::size_t i = 0; i < m_bars.size(); ++i) {
        m_bars[i]->setGeometry(layout.bars[i]);
        m_bars[i]->show(); // Not before it has a place, or the pointer would seem to be on it.
    }
    m_fault->setGeometry(layout.fault);
    setMinimumHeight(layout.height);
    update();
}

void HourglassView::resizeEvent(QResizeEvent*) {
    arrange();
}

void HourglassView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(blended(palette().color(QPalette::Window), palette().color(QPalette::Highlight), 0.1));
    for (std::size_t i = 1; i < m_bars.size(); ++i) {
        if (m_drag && (m_drag->bar == m_bars[i - 1] || m_drag->bar == m_bars[i]))
            continue;
        const QRectF above = m_bars[i - 1]->geometry();
        const QRectF below = m_bars[i]->geometry();
        const QPointF inset(3, 0); // The bars' corners are round.
        painter.drawPolygon(QPolygonF(
            {above.bottomLeft() + inset, above.bottomRight() - inset, below.topRight() - inset, below.topLeft() + inset}));
    }
    if (m_drag && m_drag->gap > 0) {
        const double y = gapCentre(m_drag->gap);
        painter.setBrush(palette().color(QPalette::Highlight));
        painter.drawRoundedRect(QRectF(BarLayout::margin, y - 1.5, width() - 2 * BarLayout::margin, 3), 1.5, 1.5);
    }
}

QRect HourglassView::gapArea(int gap) const {
    const int top = m_bars[std::size_t(gap - 1)]->geometry().bottom() + 1;
    return {0, top, width(), m_bars[std::size_t(gap)]->y() - top};
}

int HourglassView::gapCentre(int gap) const {
    return gapArea(gap).center().y();
}

std::optional<BarId> HourglassView::placeInGap(int gap) const {
    if (gap < 1 || gap >= int(m_bars.size()))
        return std::nullopt;
    return placeBelow(m_bars[std::size_t(gap - 1)]->content().id, m_decoderEditable);
}

int HourglassView::gapForNewLayer() const {
    int gap = std::min(int(m_current) + 1, int(m_bars.size()) - 1);
    while (gap > 1 && !placeInGap(gap)) // The gap below the input always takes one.
        --gap;
    return gap;
}

BarId HourglassView::placeForNewLayer() const {
    return placeInGap(gapForNewLayer()).value_or(BarId{BarRole::Encoder, 0});
}

void HourglassView::requestInsert(int gap) {
    if (const auto place = placeInGap(gap))
        Q_EMIT insertRequested(*place, mapToGlobal(QPoint(width() / 2, gapCentre(gap))));
}

void HourglassView::mouseMoveEvent(QMouseEvent* event) {
    const QPoint position = event->position().toPoint();
    for (int gap = 1; gap < int(m_bars.size()); ++gap) {
        if (!gapArea(gap).contains(position) || !placeInGap(gap))
            continue;
        m_hoveredGap = gap;
        m_insertButton->move((width() - m_insertButton->width()) / 2, gapCentre(gap) - m_insertButton->height() / 2);
        m_insertButton->raise();
        m_insertButton->show();
        return;
    }
    m_insertButton->hide();
}

void HourglassView::leaveEvent(QEvent*) {
    m_insertButton->hide();
}

bool HourglassView::eventFilter(QObject*, QEvent* event) {
    if (event->type() == QEvent::Enter) // From a gap onto a bar.
        m_insertButton->hide();
    return false;
}

void HourglassView::drag(LayerBar* bar, int y) {
    const BarId id = bar->content().id;
    if (!m_drag) {
        m_drag = Drag{bar, 0};
        m_insertButton->hide();
        bar->setCarried(true);
    }
    const int index = int(std::ranges::find(m_bars, bar) - m_bars.begin());
    const int ownPlace = (gapArea(index).top() + gapArea(index + 1).bottom()) / 2;
    int nearest = 0; // Nearest to its own place: no move.
    int distance = std::abs(ownPlace - y);
    for (int gap = 1; gap < int(m_bars.size()); ++gap) {
        const auto place = placeInGap(gap);
        const bool own = gap == index || gap == index + 1;
        if (own || !place || place->role != id.role || std::abs(gapCentre(gap) - y) >= distance)
            continue;
        nearest = gap;
        distance = std::abs(gapCentre(gap) - y);
    }
    m_drag->gap = nearest;
    bar->move(bar->x(), y - bar->height() / 2);
    Q_EMIT sightRequested(bar->geometry());
    update();
}

void HourglassView::endDrag(bool drop) {
    if (!m_drag)
        return;
    const Drag drag = *std::exchange(m_drag, std::nullopt);
    drag.bar->setCarried(false);
    arrange();
    const auto place = drop ? placeInGap(drag.gap) : std::nullopt;
    const BarId id = drag.bar->content().id;
    if (place)
        Q_EMIT moveRequested(id, place->index > id.index ? place->index - 1 : place->index);
}

void HourglassView::moveCurrent(int by) {
    const int last = int(m_bars.size()) - 1;
    LayerBar* bar = m_bars[std::size_t(std::clamp(int(m_current) + by, 0, last))];
    bar->setFocus(by < 0 ? Qt::BacktabFocusReason : Qt::TabFocusReason);
    Q_EMIT sightRequested(bar->geometry());
}

void HourglassView::moveLayer(BarId id, int by) {
    if (isLayer(id) && barAt({id.role, id.index + by}))
        Q_EMIT moveRequested(id, id.index + by);
}

bool HourglassView::isLayer(BarId id) const {
    return id.role == BarRole::Encoder || (id.role == BarRole::Decoder && m_decoderEditable);
}

void HourglassView::keyPressEvent(QKeyEvent* event) {
    if (m_bars.empty())
        return;
    const BarId id = current();
    const KeyRequest request = keyRequest(*event, int(m_bars.size()), id.role == BarRole::Code);
    switch (request.action) {
    case KeyRequest::Action::Walk:
        return moveCurrent(request.by);
    case KeyRequest::Action::Move:
        return moveLayer(id, request.by);
    case KeyRequest::Action::Edit:
        Q_EMIT editRequested(id);
        return;
    case KeyRequest::Action::Insert:
        return requestInsert(gapForNewLayer());
    case KeyRequest::Action::Remove:
        if (isLayer(id))
            Q_EMIT removeRequested(id);
        return;
    case KeyRequest::Action::CallOff:
        event->setAccepted(m_drag.has_value());
        return endDrag(false);
    case KeyRequest::Action::StepCode:
        Q_EMIT codeSizeStepped(request.by);
        return;
    case KeyRequest::Action::Type:
        return m_bars[m_current]->editValue(event->text());
    case KeyRequest::Action::None:
        event->ignore();
    }
}

} // namespace hourglass::ui
