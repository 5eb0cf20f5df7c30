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
    const std::vector<float> before = std::exchange(m_values, values);
    if (values.size() != before.size())
        viewport()->update();
    else
        for (std::size_t row = 0; row < m_rows.size(); ++row)
            if (const auto dimension = std::size_t(m_rows[row].dimension);
                dimension < values.size() && values[dimension] != before[dimension])
                updateRow(row);
    describeCurrent();
}

/// What the hand moves is painted often: nothing else with it.
void DimensionSliders::updateRow(std::size_t row) {
    viewport()->update(QRect(0, topOf(row), viewport()->width(), rowHeight()));
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
    if (const auto row = std::ranges::find(m_rows, dimension, &Row::dimension); row != m_rows.end())
        updateRow(std::size_t(row - m_rows.begin()));
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
    const QString text = tr("Number %1 of the code: %2. Of 100 samples 98 have it from %3 to %4.")
                             .arg(row.dimension + 1)
                             .arg(valueOf(row), 0, 'f', 2)
                             .arg(row.lowest, 0, 'f', 2)
                             .arg(row.highest, 0, 'f', 2);
    return locked ? text + tr(" Locked.") : text;
}

void DimensionSliders::describeCurrent() {
    const QString text = m_current && hasFocus() ? describe(m_rows[*m_current]) : QString();
    if (text != accessibleDescription()) // each change is read out
        setAccessibleDescription(text);
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
    updateRow(row);
    Q_EMIT numberChanged(changed.dimension, value);
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
    m_rowHeight = rowHeight();
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
    describeCurrent();
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
