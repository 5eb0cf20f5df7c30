// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/TileArea.h"

#include "ui/widgets/TileBar.h"
#include "ui/widgets/TileGroup.h"
#include "ui/widgets/TileTitles.h"
#include "ui/widgets/TileWindow.h"
#include "ui/widgets/Words.h"

#include <QAction>
#include <QApplication>
#include <QJsonDocument>
#include <QLabel>
#include <QPointer>
#include <QRubberBand>
#include <QScrollBar>
#include <QSplitter>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace hourglass::ui {

TileArea::TileArea(const QString& name, QWidget* parent)
    : QScrollArea(parent)
    , m_hidden(new QWidget(this))
    , m_marker(new QRubberBand(QRubberBand::Rectangle, viewport())) {
    setObjectName(name);
    setWidgetResizable(true);
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::NoFocus);
    m_hidden->hide();
}

TileArea::~TileArea() = default;

void TileArea::addTile(const QString& id, const QString& title, const QString& help, QWidget* content, QMenu* menu) {
    auto* toggle = new QAction(title, this);
    toggle->setCheckable(true);
    toggle->setChecked(true);
    toggle->setStatusTip(tr("Show or hide the tile"));
    toggle->setToolTip(asToolTip(help));
    connect(toggle, &QAction::triggered, this,
            [this, id](bool shown) { setState(id, shown ? TileState::InPlace : TileState::Hidden); });
    content->setParent(m_hidden);
    m_tiles[id] = {title, help, content, menu, toggle, nullptr, {}};
}

void TileArea::setUsual(const TilePlace& usual) {
    m_usual = TileArrangement(usual);
    arrangeAsUsual();
}

QList<QAction*> TileArea::toggles() const {
    QList<QAction*> toggles;
    for (const QString& id : m_usual.tiles())
        toggles << m_tiles.at(id).toggle;
    return toggles;
}

void TileArea::rearrange(const std::function<void(TileArrangement&)>& change) {
    m_lines.clear(); // they point into what is changed
    change(m_arrangement);
    m_enlarged.clear();
    rebuild();
}

void TileArea::setState(const QString& id, TileState state) {
    rearrange([&](TileArrangement& arrangement) {
        arrangement.setState(id, state);
        if (state == TileState::InPlace)
            arrangement.bringToFront(id);
    });
}

void TileArea::present(const QString& id) {
    if (state(id) == TileState::Hidden)
        setState(id, TileState::InPlace);
    if (TileWindow* window = m_tiles.at(id).window) {
        window->setWindowState(window->windowState() & ~Qt::WindowMinimized);
        window->show();
        window->raise();
        window->activateWindow();
        return;
    }
    groupOf(id)->bar().setCurrent(id);
    if (!groupOf(id)->isVisibleTo(this))
        showAll();
}

void TileArea::arrangeAsUsual() {
    rearrange([this](TileArrangement& arrangement) { arrangement = m_usual; });
}

void TileArea::hideWindows() {
    for (const auto& [id, tile] : m_tiles)
        if (tile.window)
            tile.window->hide();
}

bool TileArea::canMove(const QString& id, TileSide side) const {
    return state(id) == TileState::InPlace && TileArrangement(m_arrangement).move(id, side);
}

void TileArea::move(const QString& id, TileSide side) {
    rearrange([&](TileArrangement& arrangement) { arrangement.move(id, side); });
}

void TileArea::join(const QString& id, const QString& other) {
    rearrange([&](TileArrangement& arrangement) { arrangement.join(id, other); });
}

std::vector<QStringList> TileArea::groups() const {
    std::vector<QStringList> all;
    for (const TileGroup* group : m_groups)
        all.push_back(group->bar().tiles());
    return all;
}

TileGroup* TileArea::groupOf(const QString& id) const {
    const auto found =
        std::ranges::find_if(m_groups, [&id](const TileGroup* group) { return group->bar().tiles().contains(id); });
    return found == m_groups.end() ? nullptr : *found;
}

/// The one that has the widget in its content or its bar, or an empty text.
QString TileArea::tileWith(const QWidget* widget) const {
    for (const TileGroup* group : m_groups)
        if (group->isAncestorOf(widget))
            return group->bar().current();
    for (const auto& [id, tile] : m_tiles)
        if (tile.window && tile.window->isAncestorOf(widget))
            return id;
    return {};
}

/// Its titles, or if it is gone, those that are nearest to where it was.
void TileArea::focusNear(const QString& id) {
    if (TileWindow* window = m_tiles.at(id).window)
        return window->group().bar().titles().setFocus();
    QStringList nearest = m_arrangement.inPlace(m_arrangement.tabsOf(id));
    const QStringList all = m_arrangement.tiles();
    const auto place = all.indexOf(id);
    for (qsizetype way = 0; way < all.size(); ++way)
        nearest << all.value(place - way) << all.value(place + way);
    if (groupOf(id))
        nearest.prepend(id);
    for (const QString& candidate : nearest)
        if (TileGroup* group = groupOf(candidate))
            return group->bar().titles().setFocus();
}

/// @param follows  at least so far that the title with the focus can be seen
void TileArea::scrollTo(const QPoint& place, bool follows) {
    horizontalScrollBar()->setValue(place.x());
    verticalScrollBar()->setValue(place.y());
    TileGroup* const group = follows ? groupOf(tileWith(QApplication::focusWidget())) : nullptr;
    if (group && group->bar().visibleRegion().isEmpty())
        ensureWidgetVisible(group, 0, 0);
}

void TileArea::rebuild() {
    const QPointer<QWidget> focus = QApplication::focusWidget();
    const QString focused = tileWith(focus);
    const QPoint scrolled(horizontalScrollBar()->value(), verticalScrollBar()->value());
    const TileGroup* before = groupOf(focused);
    const bool follows = !before || !before->bar().visibleRegion().isEmpty(); // not to what the user scrolled away from

    setUpdatesEnabled(false);
    m_marker->hide();
    m_groups.clear();
    m_lines.clear();
    QWidget* all = nullptr;
    if (m_arrangement.isSeen(m_arrangement.root())) {
        all = build(m_arrangement.root()); // takes the contents out of where they were
    } else {
        auto* empty = new QLabel(tr("All tiles are hidden or detached. View, Tiles brings them back."));
        empty->setAlignment(Qt::AlignCenter);
        empty->setWordWrap(true);
        all = empty;
    }
    for (auto& [id, tile] : m_tiles)
        syncWindow(id, tile);
    if (QWidget* old = takeWidget()) {
        old->hide();
        old->deleteLater(); // this may be the work of one of its buttons
    }
    setWidget(all);
    all->show();
    refreshBars();
    setUpdatesEnabled(true);

    if (!focused.isEmpty() && focus && focus->isVisible())
        focus->setFocus();
    else if (!focused.isEmpty())
        focusNear(focused);
    scrollTo(scrolled, follows);
    QTimer::singleShot(0, this,
                       [this, scrolled, follows] { scrollTo(scrolled, follows); }); // once everything has its height
}

QWidget* TileArea::build(TilePlace& place) {
    if (place.kind == TilePlace::Kind::Tabs) {
        auto* group = new TileGroup(*this, m_arrangement.inPlace(place), place.front);
        connect(&group->bar(), &TileBar::currentChanged, this, [this](const QString& id) {
            m_arrangement.bringToFront(id);
            if (!m_enlarged.isEmpty())
                m_enlarged = id;
        });
        m_groups.push_back(group);
        return group;
    }
    auto* splitter = new QSplitter(place.kind == TilePlace::Kind::Row ? Qt::Horizontal : Qt::Vertical);
    splitter->setChildrenCollapsible(false);
    Line line{splitter, {}};
    for (TilePlace& inner : place.places)
        if (m_arrangement.isSeen(inner)) {
            splitter->addWidget(build(inner));
            line.places.push_back(&inner);
        }
    setSizes(line);
    connect(splitter, &QSplitter::splitterMoved, this, [this, splitter] {
        const auto moved = std::ranges::find(m_lines, splitter, &Line::splitter);
        for (int i = 0; moved != m_lines.end() && i < splitter->count(); ++i)
            moved->places[std::size_t(i)]->share = splitter->sizes()[i];
    });
    m_lines.push_back(std::move(line));
    return splitter;
}

void TileArea::setSizes(const Line& line) {
    double sum = 0;
    for (const TilePlace* place : line.places)
        sum += place->share;
    QList<int> sizes;
    for (const TilePlace* place : line.places)
        sizes << std::max(1, int(place->share / sum * 1000)); // the splitter scales them to its size
    line.splitter->setSizes(sizes);
}

void TileArea::syncWindow(const QString& id, Tile& tile) {
    const bool isDetached = state(id) == TileState::Detached;
    if (isDetached && !tile.window) {
        tile.window = new TileWindow(*this, id, tile.geometry);
        connect(tile.window, &TileWindow::closedByUser, this, [this, id] { setState(id, TileState::InPlace); });
        tile.window->show();
    }
    if (state(id) == TileState::Hidden)
        tile.content->setParent(m_hidden);
    if (!isDetached && tile.window) {
        TileWindow* window = std::exchange(tile.window, nullptr);
        tile.geometry = window->saveGeometry();
        window->hide();
        window->deleteLater();
    }
    tile.toggle->setChecked(state(id) != TileState::Hidden);
}

void TileArea::refreshBars() {
    for (const TileGroup* group : m_groups)
        group->bar().refresh();
    for (const auto& [id, tile] : m_tiles)
        if (tile.window)
            tile.window->group().bar().refresh();
}

QByteArray TileArea::saveState() const {
    QJsonObject json = m_arrangement.toJson();
    QJsonObject geometries;
    for (const auto& [id, tile] : m_tiles) {
        const QByteArray geometry = tile.window ? tile.window->saveGeometry() : tile.geometry;
        if (!geometry.isEmpty())
            geometries[id] = QString::fromLatin1(geometry.toBase64());
    }
    json["geometries"] = geometries;
    json["enlarged"] = m_enlarged;
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

void TileArea::restoreState(const QByteArray& state) {
    const QJsonObject json = QJsonDocument::fromJson(state).object();
    const QJsonObject geometries = json["geometries"].toObject();
    for (auto& [id, tile] : m_tiles)
        tile.geometry = QByteArray::fromBase64(geometries[id].toString().toLatin1());
    const auto wanted = TileArrangement::fromJson(json, m_usual);
    if (wanted != m_arrangement)
        rearrange([&](TileArrangement& arrangement) { arrangement = wanted; });
    m_enlarged = json["enlarged"].toString();
    if (TileGroup* group = groupOf(m_enlarged))
        group->bar().setCurrent(m_enlarged);
    else
        m_enlarged.clear();
    showEnlarged();
}

} // namespace hourglass::ui
