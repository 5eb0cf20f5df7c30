// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/design/HourglassView.h"

#include "ui/design/BarLayout.h"
#include "ui/design/BarMotion.h"
#include "ui/design/CodeBar.h"
#include "ui/design/LayerClipboard.h"
#include "ui/design/RoundButton.h"

#include <QKeyEvent>

#include <algorithm>
#include <map>
#include <utility>

namespace hourglass::ui {

HourglassView::HourglassView(QWidget* parent)
    : QWidget(parent)
    , m_codeBar(new CodeBar(this))
    , m_motion(new BarMotion(this))
    , m_insertButton(new RoundButton(QStringLiteral("+"), tr("Add a layer here"), this))
    , m_fault(new FaultNote(this)) {
    setMouseTracking(true);
    setAccessibleName(tr("Network"));
    m_insertButton->setObjectName(QStringLiteral("insertButton"));
    m_insertButton->hide();
    m_codeBar->hide(); // Until there is a network.
    connectBar(m_codeBar);
    connect(m_codeBar, &CodeBar::stepped, this, &HourglassView::codeSizeStepped);
    connect(m_insertButton, &QToolButton::clicked, this, [this] { requestInsert(m_hoveredGap); });
    connect(m_fault, &FaultNote::repairChosen, this, [this](int index) {
        m_bars[m_current]->setFocus(); // the button is about to go
        Q_EMIT repairRequested(index);
    });
    connect(m_motion, &BarMotion::moved, this, qOverload<>(&QWidget::update));
}

void HourglassView::setBars(const std::vector<BarContent>& bars, bool decoderEditable) {
    const bool hadFocus = !m_bars.empty() && m_bars[m_current]->hasFocus();
    const bool isFirst = m_bars.empty();
    const BarId before = isFirst ? BarId{} : current();
    endDrag(false);
    m_decoderEditable = decoderEditable;
    m_insertButton->hide();

    std::map<LayerBar*, QImage> pictures; // each stays with its bar until the next ones come
    for (std::size_t i = 0; i < m_bars.size(); ++i)
        pictures[m_bars[i]] = m_samples.picture(i);
    matchPool(bars);
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
    std::vector<QImage> kept;
    for (LayerBar* bar : m_bars)
        kept.push_back(pictures[bar]);
    m_samples.setPictures(kept);

    std::vector<BarId> ids;
    for (const BarContent& content : bars)
        ids.push_back(content.id);
    m_selection.setBars(ids, decoderEditable);
    const auto same = std::ranges::find(ids, before);
    makeCurrent(same != ids.end() ? std::size_t(same - ids.begin()) : std::min(m_current, ids.size() - 1));
    m_selection.chooseOnly(m_current);
    showChosen();
    if (hadFocus)
        m_bars[m_current]->setFocus();
    arrange(!isFirst);
}

/// As many bars as there are layers: each layer gets the bar of its part that stood for the same before, a layer that is new
/// or was edited one that is left over, and if there is none a new one.
void HourglassView::matchPool(const std::vector<BarContent>& bars) {
    std::vector<LayerBar*> left = std::exchange(m_pool, {});
    const auto take = [&left](const auto& isWanted) {
        const auto found = std::ranges::find_if(left, isWanted);
        LayerBar* bar = found == left.end() ? nullptr : *found;
        if (bar)
            left.erase(found);
        return bar;
    };
    for (const BarContent& content : bars)
        if (content.id.role != BarRole::Code)
            m_pool.push_back(take([&](LayerBar* bar) {
                return bar->content().id.role == content.id.role && bar->content().title == content.title;
            }));
    auto place = m_pool.begin();
    for (const BarContent& content : bars) {
        if (content.id.role == BarRole::Code)
            continue;
        LayerBar*& bar = *place++;
        if (!bar)
            bar = take([&](LayerBar* spare) { return spare->content().id.role == content.id.role; });
        if (!bar)
            connectBar(bar = new LayerBar(this));
    }
    for (LayerBar* bar : left) {
        bar->disconnect(this); // a number that is being typed on it is nobody's any more
        bar->hide();
        bar->deleteLater();
    }
}

void HourglassView::connectBar(LayerBar* bar) {
    bar->installEventFilter(this);
    connect(bar, &LayerBar::clicked, this, [this, bar](Qt::KeyboardModifiers modifiers) { clickBar(bar, modifiers); });
    connect(bar, &LayerBar::valueEdited, this, [this, bar](double value) { Q_EMIT valueEdited(bar->content().id, value); });
    connect(bar, &LayerBar::menuRequested, this, [this, bar](const QPoint& position) {
        if (!m_selection.contains(placeOf(bar)))
            choose({bar->content().id});
        Q_EMIT menuRequested(bar->content().id, position);
    });
    connect(bar, &LayerBar::focused, this, [this, bar](Qt::FocusReason reason) {
        makeCurrent(placeOf(bar));
        if (reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::OtherFocusReason)
            m_selection.chooseOnly(m_current);
        showChosen();
    });
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

std::vector<BarId> HourglassView::chosen() const {
    const std::vector<BarId> layers = m_selection.layers();
    return layers.empty() && m_selection.isLayer(m_current) ? std::vector{current()} : layers;
}

void HourglassView::choose(const std::vector<BarId>& ids) {
    const bool hadFocus = m_bars[m_current]->hasFocus();
    std::vector<std::size_t> places;
    for (const BarId id : ids)
        if (LayerBar* bar = barAt(id))
            places.push_back(placeOf(bar));
    if (places.empty())
        return;
    makeCurrent(places.back());
    if (hadFocus)
        m_bars[m_current]->setFocus();
    m_selection.chooseOnly(places.front());
    for (std::size_t i = 1; i < places.size(); ++i)
        m_selection.toggle(places[i]);
    showChosen();
    Q_EMIT sightRequested(m_bars[m_current]->geometry());
}

std::size_t HourglassView::placeOf(LayerBar* bar) const {
    return std::size_t(std::ranges::find(m_bars, bar) - m_bars.begin());
}

void HourglassView::showChosen() {
    // One alone that has the focus frame needs no other sign.
    const bool isShown = m_selection.layers().size() > 1 || !m_selection.contains(m_current);
    for (std::size_t i = 0; i < m_bars.size(); ++i)
        m_bars[i]->setChosen(isShown && m_selection.contains(i));
}

void HourglassView::clickBar(LayerBar* bar, Qt::KeyboardModifiers modifiers) {
    const std::size_t place = placeOf(bar);
    bar->setFocus(Qt::MouseFocusReason);
    if (modifiers & Qt::ControlModifier)
        m_selection.toggle(place);
    else if (modifiers & Qt::ShiftModifier)
        m_selection.extendTo(place);
    else
        m_selection.chooseOnly(place);
    showChosen();
    if (!(modifiers & (Qt::ControlModifier | Qt::ShiftModifier)))
        Q_EMIT editRequested(bar->content().id);
}

void HourglassView::makeCurrent(std::size_t index) {
    m_current = index;
    for (std::size_t i = 0; i < m_bars.size(); ++i)
        m_bars[i]->setCurrent(i == m_current);
}

void HourglassView::offerRepairs(const std::vector<RepairOffer>& offers) {
    if (m_fault->offer(offers))
        arrange(true);
}

void HourglassView::arrange(bool smoothly) {
    std::vector<BarContent> contents;
    for (const LayerBar* bar : m_bars)
        contents.push_back(bar->content());
    m_room = room();
    const int messageWidth = width() - 2 * BarLayout::margin - columnWidth();
    const BarLayout layout = layOutBars(
        contents, {m_room, LayerBar::heightFor(fontMetrics(), false), LayerBar::heightFor(fontMetrics(), true),
                   m_codeBar->leastWidth(), m_fault->isEmpty() ? 0 : m_fault->heightForWidth(messageWidth), columnWidth()});
    QFont letters = font();
    letters.setPointSizeF(letters.pointSizeF() * layout.letters);
    for (LayerBar* bar : m_bars)
        bar->setFont(letters);
    m_motion->bring({m_bars.begin(), m_bars.end()}, layout.bars, smoothly && isVisible());
    m_fault->setGeometry(layout.fault);
    setMinimumHeight(layout.height);
}

QSize HourglassView::room() const {
    return {width(), parentWidget() ? parentWidget()->height() : height()};
}

void HourglassView::resizeEvent(QResizeEvent*) {
    // The same room: it has only become as high as its bars need. Another one during a motion: a scroll bar came or went.
    if (room() != m_room)
        arrange(m_motion->state() == QAbstractAnimation::Running);
}

bool HourglassView::eventFilter(QObject*, QEvent* event) {
    if (event->type() == QEvent::Enter) // From a gap onto a bar.
        m_insertButton->hide();
    // What the window's own shortcuts would take first. Pasting is theirs unless there are layers to paste.
    if (event->type() == QEvent::ShortcutOverride) {
        const KeyRequest request = keyRequest(*static_cast<QKeyEvent*>(event), int(m_bars.size()), false);
        const bool isDone =
            request.action == KeyRequest::Action::Do && (request.what != LayerAction::Paste || !copiedLayers().empty());
        if (isDone || request.action == KeyRequest::Action::ChooseAll)
            event->accept();
    }
    return false;
}

void HourglassView::walk(int by, Qt::FocusReason reason) {
    const int last = int(m_bars.size()) - 1;
    LayerBar* bar = m_bars[std::size_t(std::clamp(int(m_current) + by, 0, last))];
    bar->setFocus(reason);
    Q_EMIT sightRequested(bar->geometry());
}

void HourglassView::keyPressEvent(QKeyEvent* event) {
    if (m_bars.empty())
        return;
    const BarId id = current();
    const KeyRequest request = keyRequest(*event, int(m_bars.size()), id.role == BarRole::Code);
    switch (request.action) {
    case KeyRequest::Action::Walk:
        return walk(request.by, request.by < 0 ? Qt::BacktabFocusReason : Qt::TabFocusReason);
    case KeyRequest::Action::Extend:
        walk(request.by, Qt::ShortcutFocusReason);
        m_selection.extendTo(m_current);
        return showChosen();
    case KeyRequest::Action::ChooseAll:
        m_selection.chooseAll(m_current);
        return showChosen();
    case KeyRequest::Action::Move:
        Q_EMIT shiftRequested(request.by);
        return;
    case KeyRequest::Action::Edit:
        Q_EMIT editRequested(id);
        return;
    case KeyRequest::Action::Insert:
        return requestInsert(gapForNewLayer());
    case KeyRequest::Action::Do:
        Q_EMIT actionRequested(request.what);
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
