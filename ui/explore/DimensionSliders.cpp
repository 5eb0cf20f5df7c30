// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explore/DimensionSliders.h"

#include "ui/widgets/NumberBox.h"
#include "ui/widgets/Words.h"

#include <QAction>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <utility>

namespace hourglass::ui {

namespace {

constexpr double KeyStep = 1.0 / 50; // of the range
constexpr double FineStep = 1.0 / 500;
constexpr double LargestTyped = 1e6; // far outside of what any network has seen

} // namespace

DimensionSliders::DimensionSliders(QWidget* parent)
    : QAbstractScrollArea(parent) {
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Numbers of the code"));
    viewport()->setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
}

void DimensionSliders::setRows(std::vector<Row> rows) {
    if (rows == m_rows)
        return;
    endEditing(false);
    const std::optional<std::int64_t> current = currentDimension();
    m_rows = std::move(rows);
    std::ranges::stable_partition(m_rows, &Row::isActive);
    m_firstInactive = std::size_t(std::ranges::find(m_rows, false, &Row::isActive) - m_rows.begin());
    m_current.reset();
    if (const auto found = std::ranges::find(m_rows, current.value_or(-1), &Row::dimension); found != m_rows.end())
        m_current = std::size_t(found - m_rows.begin());
    describeCurrent();
    updateScrollBar();
    viewport()->update();
    Q_EMIT sightChanged();
}

void DimensionSliders::setValues(const std::vector<float>& values) {
    m_values = values;
    describeCurrent();
    viewport()->update();
}

void DimensionSliders::setLocked(std::int64_t dimension, bool locked) {
    m_locked.resize(std::max(m_locked.size(), std::size_t(dimension) + 1));
    m_locked[std::size_t(dimension)] = locked;
    describeCurrent();
    viewport()->update();
}

void DimensionSliders::setEmptyText(const QString& text) {
    m_emptyText = text;
    viewport()->update();
}

void DimensionSliders::setSweep(std::int64_t dimension, const std::vector<QImage>& pictures) {
    std::vector<QPixmap>& sweep = m_sweeps[dimension];
    sweep.clear();
    for (const QImage& picture : pictures)
        sweep.push_back(QPixmap::fromImage(picture));
    viewport()->update();
}

void DimensionSliders::forgetSweeps() {
    m_sweeps.clear();
    viewport()->update();
}

std::optional<std::int64_t> DimensionSliders::currentDimension() const {
    return m_current ? std::optional(m_rows[*m_current].dimension) : std::nullopt;
}

double DimensionSliders::valueOf(const Row& row) const {
    const auto dimension = std::size_t(row.dimension);
    return dimension < m_values.size() ? double(m_values[dimension]) : row.mean;
}

QString DimensionSliders::describe(const Row& row) const {
    const auto dimension = std::size_t(row.dimension);
    const bool locked = dimension < m_locked.size() && m_locked[dimension];
    const QString text = tr("Number %1 of the code: %2. Samples have it from %3 to %4.")
                             .arg(row.dimension + 1)
                             .arg(valueOf(row), 0, 'f', 2)
                             .arg(row.lowest, 0, 'f', 2)
                             .arg(row.highest, 0, 'f', 2);
    return locked ? text + tr(" Locked.") : text;
}

void DimensionSliders::describeCurrent() {
    setAccessibleDescription(m_current ? describe(m_rows[*m_current]) : QString());
}

void DimensionSliders::setCurrent(std::optional<std::size_t> row) {
    m_current = row;
    describeCurrent();
    viewport()->update();
}

void DimensionSliders::bringIntoSight(std::size_t row) {
    const int top = topOf(row) + verticalScrollBar()->value();
    const int lowest = top + rowHeight() - viewport()->height();
    verticalScrollBar()->setValue(std::clamp(verticalScrollBar()->value(), std::min(lowest, top), top));
}

void DimensionSliders::change(std::size_t row, double value) {
    const Row& changed = m_rows[row];
    if (std::size_t(changed.dimension) >= m_values.size())
        return;
    m_values[std::size_t(changed.dimension)] = float(value);
    describeCurrent();
    viewport()->update();
    Q_EMIT numberChanged(changed.dimension, value);
}

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
    if (takes && m_current)
        change(*m_current, value);
}

bool DimensionSliders::viewportEvent(QEvent* event) {
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const std::optional<std::size_t> row = rowAt(help->pos().y());
    QString text;
    if (row && lockOf(*row).contains(help->pos()))
        text = tr("Lock this number: Mean and Random leave it as it is (L)");
    else if (row)
        text = describe(m_rows[*row]) + tr(" Drag, or click on a picture; a double click on the number types it.");
    QToolTip::showText(help->globalPos(), asToolTip(text), this);
    return true;
}

void DimensionSliders::updateScrollBar() {
    const int heading = m_firstInactive < m_rows.size() ? headingHeight() : 0;
    const int whole = int(m_rows.size()) * rowHeight() + heading;
    verticalScrollBar()->setRange(0, std::max(0, whole - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(std::max(1, rowHeight() / 2));
}

void DimensionSliders::scrollContentsBy(int, int) {
    endEditing(true);
    viewport()->update();
    Q_EMIT sightChanged();
}

void DimensionSliders::resizeEvent(QResizeEvent* event) {
    QAbstractScrollArea::resizeEvent(event);
    endEditing(true);
    updateScrollBar();
    Q_EMIT sightChanged();
}

void DimensionSliders::focusInEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusInEvent(event);
    if (!m_current && !m_rows.empty() && event->reason() != Qt::MouseFocusReason)
        setCurrent(0); // so that the focus can be seen
    viewport()->update();
}

void DimensionSliders::focusOutEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void DimensionSliders::changeEvent(QEvent* event) {
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateScrollBar();
}

QSize DimensionSliders::sizeHint() const {
    return {320, 5 * rowHeight()};
}

QSize DimensionSliders::minimumSizeHint() const {
    return {trackLeft() + numberWidth() + 80, rowHeight()};
}

} // namespace hourglass::ui
