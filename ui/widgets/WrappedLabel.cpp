// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/WrappedLabel.h"

#include <QEvent>
#include <QPainter>
#include <QResizeEvent>
#include <QStyle>

namespace hourglass::ui {

namespace {

constexpr int Alignment = Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap;
constexpr int UsualLetters = 40; // of a line, where there is room
constexpr int Rest = 1000;       // ms without another text

} // namespace

WrappedLabel::WrappedLabel(QWidget* parent)
    : QWidget(parent) {
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void WrappedLabel::setText(const QString& text) {
    if (text == m_text)
        return;
    const int before = heightForWidth(width());
    m_text = text;
    m_changing.start(Rest, this);
    if (heightForWidth(width()) != before)
        updateGeometry();
    update();
}

QSize WrappedLabel::sizeHint() const {
    const int width = UsualLetters * fontMetrics().averageCharWidth();
    return {width, heightForWidth(width)};
}

QSize WrappedLabel::minimumSizeHint() const {
    return {UsualLetters / 4 * fontMetrics().averageCharWidth(), fontMetrics().height()};
}

int WrappedLabel::heightForWidth(int width) const {
    return m_text.isEmpty() ? 0 : fontMetrics().boundingRect(0, 0, width, QWIDGETSIZE_MAX, Alignment, m_text).height();
}

void WrappedLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    style()->drawItemText(&painter, rect(), Alignment, palette(), isEnabled(), m_text, foregroundRole());
}

void WrappedLabel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        updateGeometry(); // layouts keep what another width took, of another text
}

void WrappedLabel::timerEvent(QTimerEvent*) {
    m_changing.stop();
    setAccessibleDescription(m_text);
}

void WrappedLabel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        updateGeometry();
}

} // namespace hourglass::ui
