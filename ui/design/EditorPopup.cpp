// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/design/EditorPopup.h"

#include "ui/widgets/OnScreen.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QVBoxLayout>

namespace hourglass::ui {

EditorPopup::EditorPopup(const QString& title, QWidget* content, QWidget* anchor)
    : QFrame(anchor, Qt::Popup)
    , m_anchor(anchor) {
    setAttribute(Qt::WA_DeleteOnClose);
    setFrameShape(QFrame::StyledPanel);
    setAccessibleName(title);
    auto* heading = new QLabel(title, this);
    QFont font = heading->font();
    font.setBold(true);
    heading->setFont(font);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 12);
    layout->addWidget(heading);
    layout->addWidget(content);
    layout->setSizeConstraint(QLayout::SetFixedSize); // Grows and shrinks with the rows that are shown.
    content->setFixedWidth(fontMetrics().averageCharWidth() * 44);
}

void EditorPopup::open() {
    adjustSize();
    const QRect anchor(m_anchor->mapToGlobal(QPoint(0, 0)), m_anchor->size());
    const int right = anchor.right() + 8;
    const bool fits = right + width() <= m_anchor->screen()->availableGeometry().right();
    moveOnScreen(*this, {fits ? right : anchor.left() - width() - 8, anchor.top() - 8}, *m_anchor);
    show();
    focusNextChild();
}

void EditorPopup::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Escape)
        close();
    else
        QFrame::keyPressEvent(event);
}

bool EditorPopup::isOnAnchor(const QMouseEvent* event) const {
    return m_anchor->rect().contains(m_anchor->mapFromGlobal(event->globalPosition().toPoint()));
}

void EditorPopup::mousePressEvent(QMouseEvent* event) {
    // Clicked again, the anchor means "close": the click must not come back to it as another "open".
    setAttribute(Qt::WA_NoMouseReplay, isOnAnchor(event));
    QFrame::mousePressEvent(event);
}

void EditorPopup::mouseDoubleClickEvent(QMouseEvent* event) {
    if (!isOnAnchor(event)) {
        QFrame::mouseDoubleClickEvent(event);
        return;
    }
    // The first click opened this popup, which has taken the second one from the anchor.
    close();
    QMouseEvent doubleClick(QEvent::MouseButtonDblClick, m_anchor->mapFromGlobal(event->globalPosition()),
                            event->globalPosition(), event->button(), event->buttons(), event->modifiers());
    QCoreApplication::sendEvent(m_anchor, &doubleClick);
}

} // namespace hourglass::ui
