// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/TileTitles.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QMouseEvent>
#include <QPainter>

#include <utility>

namespace hourglass::ui {

namespace {
constexpr int Margin = 8; // px on both sides of a title
constexpr int HeadingMargin = 4;
constexpr int LineWidth = 2;
} // namespace

TileTitles::TileTitles(QWidget* parent)
    : QTabBar(parent) {
    setDrawBase(false);
    setExpanding(false);
    setElideMode(Qt::ElideRight);
    setUsesScrollButtons(true);
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus); // a click leaves the keyboard where it is
}

bool TileTitles::event(QEvent* event) {
    if (event->type() == QEvent::Hide || event->type() == QEvent::WindowDeactivate)
        callOff(); // the button will be let go elsewhere
    return QTabBar::event(event);
}

QFont TileTitles::titleFont() const {
    QFont bold = font();
    bold.setBold(true);
    return bold;
}

QSize TileTitles::tabSizeHint(int index) const {
    const QFontMetrics metrics(titleFont()); // of all titles, so that none moves when another is chosen
    return {metrics.horizontalAdvance(tabText(index)) + 2 * Margin, metrics.height() + 8};
}

QSize TileTitles::minimumTabSizeHint(int index) const {
    return tabSizeHint(index); // what does not fit is scrolled to
}

void TileTitles::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    for (int i = 0; i < count(); ++i) {
        const QRect place = tabRect(i);
        const bool isCurrent = i == currentIndex();
        const bool isHeading = isCurrent && count() == 1;
        painter.setFont(isCurrent ? titleFont() : font());
        painter.setPen(palette().color(isCurrent ? QPalette::Text : QPalette::PlaceholderText));
        painter.drawText(place.adjusted(isHeading ? HeadingMargin : Margin, 0, isHeading ? 0 : -Margin, 0),
                         Qt::AlignVCenter | (isHeading ? Qt::AlignLeft : Qt::AlignHCenter), tabText(i));
        if (isCurrent && !isHeading)
            painter.fillRect(place.adjusted(Margin, place.height() - LineWidth, -Margin, 0),
                             palette().color(QPalette::Highlight));
        if (isCurrent && hasFocus()) {
            painter.setPen(palette().color(QPalette::Highlight));
            painter.drawRect(place.adjusted(0, 0, -1, -1));
        }
    }
}

void TileTitles::changeEvent(QEvent* event) {
    QTabBar::changeEvent(event); // which works the sizes of the tabs out anew
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

void TileTitles::mousePressEvent(QMouseEvent* event) {
    QTabBar::mousePressEvent(event);
    if (event->button() != Qt::LeftButton)
        return;
    m_pressedAt = event->pos();
    m_pressed = tabAt(m_pressedAt);
}

void TileTitles::mouseMoveEvent(QMouseEvent* event) {
    QTabBar::mouseMoveEvent(event);
    if (m_pressed < 0)
        return;
    if (!(event->buttons() & Qt::LeftButton))
        return callOff(); // it was let go elsewhere
    if (!m_isDragged && (event->pos() - m_pressedAt).manhattanLength() < QApplication::startDragDistance())
        return;
    if (!std::exchange(m_isDragged, true)) {
        grabKeyboard(); // Escape comes here, whatever has the focus
        setCursor(Qt::ClosedHandCursor);
    }
    Q_EMIT dragged(m_pressed, event->globalPosition().toPoint());
}

void TileTitles::mouseReleaseEvent(QMouseEvent* event) {
    QTabBar::mouseReleaseEvent(event);
    if (event->button() != Qt::LeftButton)
        return;
    const int tab = m_pressed;
    const bool wasDragged = m_isDragged;
    endDrag();
    if (wasDragged)
        Q_EMIT dropped(tab, event->globalPosition().toPoint());
}

void TileTitles::keyPressEvent(QKeyEvent* event) {
    if (!m_isDragged) {
        QTabBar::keyPressEvent(event);
        return;
    }
    if (event->key() == Qt::Key_Escape)
        callOff();
}

/// By the mouse it is about the title under it, by the keys about the one on show.
void TileTitles::contextMenuEvent(QContextMenuEvent* event) {
    callOff();
    if (event->reason() == QContextMenuEvent::Keyboard)
        Q_EMIT menuRequested(currentIndex(), mapToGlobal(tabRect(currentIndex()).bottomLeft()));
    else
        Q_EMIT menuRequested(tabAt(event->pos()), event->globalPos());
}

void TileTitles::endDrag() {
    m_pressed = -1;
    if (!std::exchange(m_isDragged, false))
        return;
    releaseKeyboard();
    unsetCursor();
}

void TileTitles::callOff() {
    const bool wasDragged = m_isDragged;
    endDrag();
    if (wasDragged)
        Q_EMIT calledOff();
}

} // namespace hourglass::ui
