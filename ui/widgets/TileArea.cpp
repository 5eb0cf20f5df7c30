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
#include <QSplitter>

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
        arrangement.bringToFront(id); // if not now, then when it is back
    });
}

void TileArea::present(const QString& id) {
    if (state(id) == TileState::Hidden)
        setState(id, TileState::InPlace);
    if (TileWindow* window = m_tiles.at(id).window) {
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

void TileArea::rebuild() {
    const QPointer<QWidget> focus = QApplication::focusWidget();
    const auto* bar = focus ? qobject_cast<const TileBar*>(focus->parentWidget()) : nullptr;
    const QString focused = bar && qobject_cast<const TileTitles*>(focus) ? bar->current() : QString();

    setUpdatesEnabled(false);
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

    if (TileGroup* group = groupOf(focused))
        group->bar().titles().setFocus();
    else if (focus && isAncestorOf(focus))
        focus->setFocus();
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
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

void TileArea::restoreState(const QByteArray& state) {
    const QJsonObject json = QJsonDocument::fromJson(state).object();
    const QJsonObject geometries = json["geometries"].toObject();
    for (auto& [id, tile] : m_tiles)
        tile.geometry = QByteArray::fromBase64(geometries[id].toString().toLatin1());
    rearrange([&](TileArrangement& arrangement) { arrangement = TileArrangement::fromJson(json, m_usual); });
}

} // namespace hourglass::ui
