// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/design/CodeBar.h"

#include "ui/design/RoundButton.h"

#include <QWheelEvent>

namespace hourglass::ui {

CodeBar::CodeBar(QWidget* parent)
    : LayerBar(parent)
    , m_less(new RoundButton(QStringLiteral("−"), tr("Smaller code"), this))
    , m_more(new RoundButton(QStringLiteral("+"), tr("Larger code"), this)) {
    m_less->setAutoRepeat(true);
    m_more->setAutoRepeat(true);
    connect(m_less, &QToolButton::clicked, this, [this] { Q_EMIT stepped(-1); });
    connect(m_more, &QToolButton::clicked, this, [this] { Q_EMIT stepped(1); });
}

int CodeBar::leastWidth() const {
    return 2 * sideRoom() + fontMetrics().horizontalAdvance(QStringLiteral("Code 9999")) + 20;
}

int CodeBar::sideRoom() const {
    return m_less->width() + 4;
}

void CodeBar::resizeEvent(QResizeEvent*) {
    placeButtons();
}

bool CodeBar::event(QEvent* event) {
    if (event->type() == QEvent::LayoutRequest) // in letters of another size the buttons are of another, too
        placeButtons();
    return LayerBar::event(event);
}

void CodeBar::placeButtons() {
    const int top = (height() - m_less->height()) / 2;
    for (RoundButton* button : {m_less, m_more})
        button->setVisible(height() + 4 >= button->height()); // keys and the wheel are left
    m_less->move(4, top);
    m_more->move(width() - m_more->width() - 4, top);
}

void CodeBar::wheelEvent(QWheelEvent* event) {
    if (!hasFocus()) {
        event->ignore(); // Then it scrolls.
        return;
    }
    m_wheel += event->angleDelta().y();
    const int steps = m_wheel / QWheelEvent::DefaultDeltasPerStep;
    m_wheel -= steps * QWheelEvent::DefaultDeltasPerStep;
    if (steps != 0)
        Q_EMIT stepped(steps);
}

} // namespace hourglass::ui
