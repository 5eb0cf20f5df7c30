// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/design/LayerBar.h"

#include "ui/session/Convert.h"
#include "ui/widgets/NumberBox.h"
#include "ui/widgets/Words.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QLineEdit>
#include <QMouseEvent>

#include <algorithm>
#include <utility>

namespace hourglass::ui {

LayerBar::LayerBar(QWidget* parent)
    : QWidget(parent) {
    setAttribute(Qt::WA_Hover); // Repaints when the pointer comes and goes.
    setCurrent(false);
}

void LayerBar::setContent(const BarContent& content) {
    if (content == m_content)
        return;
    if (content.title != m_content.title || content.detail != m_content.detail || content.id.role != m_content.id.role)
        m_texts.reset();
    m_content = content;
    const QString title = content.title.section(QChar(0x9c), 0, 0);
    QStringList lines = {QStringLiteral("<b>%1</b>").arg(title.toHtmlEscaped()),
                         content.detail.section(QChar(0x9c), 0, 0).toHtmlEscaped(), content.cost.toHtmlEscaped(),
                         content.explanation.toHtmlEscaped()};
    if (content.mirrored)
        lines << tr("It mirrors the encoder and follows it. Click to break the mirror and edit it by itself.");
    if (!content.fault.isEmpty())
        lines << content.fault.toHtmlEscaped();
    lines.removeAll(QString());
    setToolTip(lines.join(QStringLiteral("<br/>")));
    setAccessibleName(content.spokenName);
    describe();
    update();
}

/// For a screen reader.
void LayerBar::describe() {
    const QString words = m_content.cost.isEmpty() ? m_content.explanation : m_content.explanation + ' ' + m_content.cost;
    setAccessibleDescription(m_chosen ? tr("Chosen. %1").arg(words) : words);
}

void LayerBar::setCurrent(bool current) {
    setFocusPolicy(current ? Qt::StrongFocus : Qt::ClickFocus);
}

void LayerBar::setChosen(bool chosen) {
    if (std::exchange(m_chosen, chosen) == chosen)
        return;
    describe();
    update();
}

void LayerBar::setCarried(bool carried) {
    m_carried = carried;
    if (carried)
        raise();
    else
        m_press = Press::None; // A drag that was called off goes on no further.
    update();
}

bool LayerBar::isDraggable() const {
    const bool layer = m_content.id.role == BarRole::Encoder || m_content.id.role == BarRole::Decoder;
    return layer && !m_content.mirrored;
}

void LayerBar::editValue(const QString& typed) {
    if (!m_content.main || m_editor)
        return;
    m_editor = new NumberBox(*m_content.main, this);
    m_editor->setObjectName(QStringLiteral("valueEditor"));
    m_editor->setAccessibleName(toQString(m_content.main->label));
    m_editor->showValue(m_content.mainValue);
    QSize size(std::min(width() - 2 * sideRoom(), 130), std::min(height(), m_editor->sizeHint().height()));
    m_editor->setMinimumWidth(0);
    m_editor->setGeometry({QPoint((width() - size.width()) / 2, (height() - size.height()) / 2), size});
    m_editor->installEventFilter(this);
    m_editor->show();
    m_editor->setFocus();
    m_editor->selectAll();
    if (!typed.isEmpty())
        m_editor->findChild<QLineEdit*>()->insert(typed);
}

bool LayerBar::eventFilter(QObject* watched, QEvent* event) {
    if (watched != m_editor)
        return false;
    if (event->type() == QEvent::FocusOut)
        finishEditing(true);
    if (event->type() != QEvent::KeyPress)
        return false;
    const int key = static_cast<QKeyEvent*>(event)->key();
    const bool enter = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (!enter && key != Qt::Key_Escape)
        return false;
    finishEditing(enter);
    setFocus();
    return true;
}

void LayerBar::finishEditing(bool keep) {
    NumberBox* editor = m_editor;
    m_editor = nullptr; // Hiding it takes the focus away, which would bring us here again.
    if (!editor)
        return;
    editor->interpretText();
    const double value = editor->value();
    editor->hide();
    editor->deleteLater();
    if (keep && value != m_content.mainValue)
        Q_EMIT valueEdited(value);
}

void LayerBar::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return;
    m_press = Press::Pressed;
    m_pressedAt = event->position().toPoint();
}

void LayerBar::mouseMoveEvent(QMouseEvent* event) {
    const QPoint moved = event->position().toPoint() - m_pressedAt;
    if (m_press == Press::Pressed && isDraggable() && moved.manhattanLength() >= QApplication::startDragDistance())
        m_press = Press::Dragging;
    if (m_press == Press::Dragging)
        Q_EMIT dragged(mapToParent(event->position().toPoint()).y());
}

void LayerBar::mouseReleaseEvent(QMouseEvent* event) {
    const Press press = std::exchange(m_press, Press::None);
    if (press == Press::Dragging)
        Q_EMIT dropped();
    else if (press == Press::Pressed && rect().contains(event->position().toPoint()))
        Q_EMIT clicked(event->modifiers());
}

void LayerBar::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return;
    m_press = Press::DoubleClicked;
    editValue();
}

void LayerBar::contextMenuEvent(QContextMenuEvent* event) {
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    Q_EMIT menuRequested(byKey ? mapToGlobal(rect().center()) : event->globalPos());
}

void LayerBar::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    Q_EMIT focused(event->reason());
}

} // namespace hourglass::ui
