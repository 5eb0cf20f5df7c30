// SPDX-License-Identifier: GPL-3.0-or-later
// Tiles that are enlarged, and tiles that are dragged.
#include "ui/widgets/TileArea.h"

#include "ui/widgets/TileBar.h"
#include "ui/widgets/TileGroup.h"
#include "ui/widgets/TileTitles.h"

#include <QApplication>
#include <QKeyEvent>
#include <QPointer>
#include <QRubberBand>
#include <QSplitter>

#include <algorithm>

namespace hourglass::ui {

namespace {

QRect onScreen(const QWidget& widget, const QRect& rect) {
    return {widget.mapToGlobal(rect.topLeft()), rect.size()};
}

} // namespace

void TileArea::toggleEnlarged(const QString& id) {
    if (!m_enlarged.isEmpty())
        return showAll();
    m_enlarged = id;
    groupOf(id)->bar().setCurrent(id);
    showEnlarged();
}

void TileArea::toggleActiveEnlarged() {
    const QString active = tileWith(QApplication::focusWidget());
    if (!active.isEmpty() && state(active) == TileState::Detached)
        setState(active, TileState::InPlace);
    else if (isVisible() && !m_groups.empty())
        toggleEnlarged(active.isEmpty() ? m_groups.front()->bar().current() : active);
}

void TileArea::showAll() {
    m_enlarged.clear();
    showEnlarged();
}

/// Hides all places but that of the enlarged tile, and so the lines that have nothing else.
void TileArea::showEnlarged() {
    const TileGroup* const only = m_enlarged.isEmpty() ? nullptr : groupOf(m_enlarged);
    const QPointer<QWidget> focus = QApplication::focusWidget();
    setUpdatesEnabled(false);
    for (TileGroup* group : m_groups)
        group->setVisible(!only || group == only);
    for (const Line& line : m_lines) {
        line.splitter->setVisible(!only || line.splitter->isAncestorOf(only));
        if (!only)
            setSizes(line);
    }
    refreshBars();
    setUpdatesEnabled(true);
    if (only && focus && isAncestorOf(focus) && !only->isAncestorOf(focus))
        only->bar().titles().setFocus();
}

TileDrop TileArea::dropAt(const QString& id, const QPoint& place) const {
    std::vector<TileGround> grounds;
    for (const TileGroup* group : m_groups) {
        if (!group->isVisible())
            continue;
        const TileTitles& titles = group->bar().titles();
        TileGround ground{onScreen(*group, group->rect()), onScreen(titles, titles.rect()), {}, group->bar().tiles()};
        for (int tab = 0; tab < titles.count(); ++tab)
            ground.places.push_back(onScreen(titles, titles.tabRect(tab)));
        grounds.push_back(std::move(ground));
    }
    if (grounds.empty())
        return {};
    return tileDropAt(id, place, onScreen(*viewport(), viewport()->rect()), grounds);
}

void TileArea::showDrop(const QString& id, const QPoint& place) {
    const TileDrop found = dropAt(id, place);
    m_marker->setVisible(found.what != TileDrop::What::Nothing);
    m_marker->setGeometry({viewport()->mapFromGlobal(found.place.topLeft()), found.place.size()});
    m_marker->raise();
}

void TileArea::drop(const QString& id, const QPoint& place) {
    m_marker->hide();
    const TileDrop found = dropAt(id, place);
    if (!window()->frameGeometry().contains(place) && state(id) == TileState::InPlace)
        return setState(id, TileState::Detached);
    if (found.what == TileDrop::What::Nothing)
        return;
    rearrange([&](TileArrangement& arrangement) {
        arrangement.setState(id, TileState::InPlace);
        if (found.what == TileDrop::What::Edge)
            arrangement.putAtEdge(id, found.side);
        else if (found.what == TileDrop::What::Beside)
            arrangement.putBeside(id, found.other, found.side);
        else
            arrangement.join(id, found.other, found.before);
    });
}

void TileArea::callOffDrop() {
    m_marker->hide();
}

void TileArea::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && isVisible() && !m_enlarged.isEmpty())
        showAll();
    else
        event->ignore(); // by itself it would scroll
}

} // namespace hourglass::ui
