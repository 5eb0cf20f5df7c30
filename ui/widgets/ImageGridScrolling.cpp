// SPDX-License-Identifier: GPL-3.0-or-later
// Which columns of an ImageGrid are on show.
#include "ui/widgets/ImageGrid.h"

#include <QEvent>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>
#include <cstdlib>

namespace hourglass::ui {

void ImageGrid::settle() {
    const Layout layout = layoutFor(size());
    const int height = m_bar->sizeHint().height();
    const int left = isEmpty() ? 0 : cellRect(layout, 0, layout.first).left();
    m_bar->setGeometry(left, this->height() - height, width() - left, height);
    m_bar->setVisible(layout.scrolls);
    m_bar->setPageStep(std::max(1, layout.columns));
    m_bar->setRange(0, std::max(0, int(m_content.columns.size()) - layout.columns));
    keepCurrentInSight();
}

void ImageGrid::keepCurrentInSight() {
    const Layout layout = layoutFor(size());
    if (m_current.row < 0 || layout.columns == 0)
        return;
    const int column = std::clamp(m_current.column, layout.first, layout.first + layout.columns - 1);
    if (column != m_current.column) {
        m_current.column = column;
        describeCurrent();
    }
}

void ImageGrid::showColumn(int column) {
    const Layout layout = layoutFor(size());
    if (column < layout.first)
        m_bar->setValue(column);
    else if (column >= layout.first + layout.columns)
        m_bar->setValue(column - layout.columns + 1);
}

void ImageGrid::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    settle();
}

void ImageGrid::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        settle();
}

/// A column for each notch. Where there is no further one, whatever the grid stands in may scroll.
void ImageGrid::wheelEvent(QWheelEvent* event) {
    constexpr int notch = QWheelEvent::DefaultDeltasPerStep;
    const QPoint delta = event->angleDelta();
    m_turned += std::abs(delta.x()) > std::abs(delta.y()) ? delta.x() : delta.y();
    const int before = m_bar->value();
    m_bar->setValue(before - m_turned / notch);
    event->setAccepted(m_bar->value() != before || (m_bar->isVisible() && std::abs(m_turned) < notch));
    m_turned %= notch;
}

} // namespace hourglass::ui
