// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/design/RoundButton.h"

#include "ui/widgets/Colours.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>

namespace hourglass::ui {

RoundButton::RoundButton(const QString& sign, const QString& name, QWidget* parent)
    : QToolButton(parent) {
    setText(sign);
    setToolTip(name);
    setAccessibleName(name);
    setFocusPolicy(Qt::NoFocus); // The bars have the keys for it.
    setCursor(Qt::ArrowCursor);
    resize(sizeHint());
}

QSize RoundButton::sizeHint() const {
    const int side = fontMetrics().height() + 4;
    return {side, side};
}

void RoundButton::changeEvent(QEvent* event) {
    QToolButton::changeEvent(event);
    if (event->type() != QEvent::FontChange)
        return;
    resize(sizeHint());
    updateGeometry(); // the bar puts it in its place
}

void RoundButton::paintEvent(QPaintEvent*) {
    const QColor accent = palette().color(QPalette::Highlight);
    const QColor ink = palette().color(QPalette::HighlightedText);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(blended(accent, ink, isDown() ? 0.35 : underMouse() ? 0.2 : 0));
    const double side = std::min(width(), height()) - 1;
    QRectF disc(0, 0, side, side);
    disc.moveCenter(QRectF(rect()).center());
    painter.drawEllipse(disc);
    // Two strokes rather than a letter: a font would not put it in the middle.
    painter.setPen(QPen(ink, side / 9, Qt::SolidLine, Qt::RoundCap));
    const QPointF centre = disc.center();
    const QPointF right(side * 0.22, 0);
    painter.drawLine(centre - right, centre + right);
    if (text() == QLatin1String("+"))
        painter.drawLine(centre - right.transposed(), centre + right.transposed());
}

} // namespace hourglass::ui
