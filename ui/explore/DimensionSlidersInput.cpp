// SPDX-License-Identifier: GPL-3.0-or-later
// What mouse and keys do in DimensionSliders.
#include "ui/explore/DimensionSliders.h"

#include "ui/widgets/NumberBox.h"

#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMouseEvent>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>
#include <utility>

namespace hourglass::ui {

namespace {

constexpr double KeyStep = 1.0 / 50; // of the range
constexpr double FineStep = 1.0 / 500;
constexpr double LargestTyped = 1e6; // far outside of what any network has seen

} // namespace

void DimensionSliders::mousePressEvent(QMouseEvent* event) {
    const QPoint place = event->position().toPoint();
    const std::optional<std::size_t> row = rowAt(place.y());
    if (!row || event->button() != Qt::LeftButton) {
        event->ignore();
        return;
    }
    endEditing(true);
    setCurrent(row);
    if (lockOf(*row).contains(place)) {
        Q_EMIT lockToggled(m_rows[*row].dimension);
    } else if (trackOf(*row).contains(place)) {
        m_isDragged = true;
        change(*row, valueAt(m_rows[*row], trackOf(*row), event->position().x()));
    } else if (const QRect sweep = sweepOf(*row); sweep.contains(place)) {
        const int step = std::clamp((place.x() - sweep.left()) * SweepSteps / sweep.width(), 0, SweepSteps - 1);
        const Row& chosen = m_rows[*row];
        change(*row, chosen.lowest + (chosen.highest - chosen.lowest) * step / (SweepSteps - 1));
    }
}

void DimensionSliders::mouseMoveEvent(QMouseEvent* event) {
    if (m_isDragged && !(event->buttons() & Qt::LeftButton)) // it was let go elsewhere
        m_isDragged = false;
    if (m_isDragged && m_current)
        change(*m_current, valueAt(m_rows[*m_current], trackOf(*m_current), event->position().x()));
}

void DimensionSliders::mouseReleaseEvent(QMouseEvent*) {
    if (std::exchange(m_isDragged, false))
        Q_EMIT released();
}

void DimensionSliders::letGo() {
    endEditing(false);
    m_isDragged = false;
}

void DimensionSliders::mouseDoubleClickEvent(QMouseEvent* event) {
    const std::optional<std::size_t> row = rowAt(event->position().toPoint().y());
    if (row && numberOf(*row).contains(event->position().toPoint()))
        edit(*row);
    else
        mousePressEvent(event); // two clicks
}

void DimensionSliders::wheelEvent(QWheelEvent* event) {
    const QPoint place = event->position().toPoint();
    if (!m_current || !hasFocus() || !trackOf(*m_current).contains(place)) {
        QAbstractScrollArea::wheelEvent(event);
        return;
    }
    m_turned += event->angleDelta().y();
    const int notches = m_turned / QWheelEvent::DefaultDeltasPerStep;
    m_turned -= notches * QWheelEvent::DefaultDeltasPerStep;
    const Row& row = m_rows[*m_current];
    if (notches != 0)
        change(*m_current, valueOf(row) + notches * KeyStep * (row.highest - row.lowest));
    event->accept();
}

void DimensionSliders::keyPressEvent(QKeyEvent* event) {
    if (m_rows.empty() || m_editor) { // or else what a box has done with comes here: Return, which ends it
        event->ignore();
        return;
    }
    const std::size_t current = m_current.value_or(0);
    const Row& row = m_rows[current];
    const double range = row.highest - row.lowest;
    const double step = range * (event->modifiers() & Qt::ShiftModifier ? FineStep : KeyStep);
    const auto go = [&](int rows) {
        const auto last = std::int64_t(m_rows.size()) - 1;
        setCurrent(std::size_t(std::clamp<std::int64_t>(std::int64_t(current) + rows, 0, last)));
        bringIntoSight(*m_current);
    };
    const int screenful = std::max(1, viewport()->height() / rowHeight() - 1);
    switch (event->key()) {
    case Qt::Key_Up:
        return go(-1);
    case Qt::Key_Down:
        return go(m_current ? 1 : 0);
    case Qt::Key_PageUp:
        return go(-screenful);
    case Qt::Key_PageDown:
        return go(screenful);
    case Qt::Key_Left:
        return change(current, valueOf(row) - step);
    case Qt::Key_Right:
        return change(current, valueOf(row) + step);
    case Qt::Key_Home:
        return change(current, row.lowest);
    case Qt::Key_End:
        return change(current, row.highest);
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        return change(current, row.mean);
    case Qt::Key_L:
        if (event->modifiers() == Qt::NoModifier)
            return Q_EMIT lockToggled(row.dimension);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_F2:
        return edit(current);
    default:
        break;
    }
    const QString text = event->text();
    if (text.size() == 1 && (text[0].isDigit() || text == "-" || text == "." || text == ","))
        edit(current, text);
    else
        event->ignore(); // the window's shortcuts come first
}

void DimensionSliders::edit(std::size_t row, const QString& text) {
    endEditing(true);
    setCurrent(row);
    bringIntoSight(row);
    m_editor = new NumberBox(ParameterSpec::real("number", "Number", 0, -LargestTyped, LargestTyped, 0.1), viewport());
    m_editor->setAccessibleName(tr("Number %1 of the code").arg(m_rows[row].dimension + 1));
    m_editor->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_editor->showValue(QString::number(valueOf(m_rows[row]), 'g', 6).toDouble());
    QRect place = numberOf(row);
    place.setLeft(place.right() - std::max(place.width(), m_editor->sizeHint().width()));
    m_editor->setGeometry(place);
    m_editor->show();
    m_editor->setFocus();
    m_editor->selectAll();
    m_editedFrom = m_editor->value();
    if (!text.isEmpty())
        m_editor->findChild<QLineEdit*>()->setText(text);
    // Queued: the box is still at work with what ended it. By then there may be another one.
    const auto end = [this, editor = m_editor](bool takes) {
        if (m_editor == editor)
            endEditing(takes);
    };
    connect(
        m_editor, &QAbstractSpinBox::editingFinished, this, [end] { end(true); }, Qt::QueuedConnection);
    auto* cancel = new QAction(m_editor);
    cancel->setShortcut(Qt::Key_Escape);
    cancel->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(
        cancel, &QAction::triggered, this, [end] { end(false); }, Qt::QueuedConnection);
    m_editor->addAction(cancel);
}

void DimensionSliders::endEditing(bool takes) {
    if (!m_editor)
        return;
    NumberBox* const editor = std::exchange(m_editor, nullptr);
    const bool hadFocus = editor->hasFocus();
    editor->interpretText();
    const double value = editor->value();
    editor->hide();
    editor->deleteLater();
    if (hadFocus)
        setFocus();
    if (takes && value != m_editedFrom && m_current)
        change(*m_current, value);
    Q_EMIT released();
}

} // namespace hourglass::ui
