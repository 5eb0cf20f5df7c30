// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/CardPopup.h"

#include "ui/widgets/SmallFont.h"

namespace hourglass::ui {

CardPopup::CardPopup(QWidget& owner)
    : QWidget(&owner)
    , m_owner(owner) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    hide();
}

void CardPopup::showAt(const QPointF& place, const HoverCard& card) {
    m_card = card;
    QWidget* const window = m_owner.window();
    if (parentWidget() != window) // a panel may float in a window of its own
        setParent(window);
    setFont(smallFont(m_owner.font()));
    m_bounds = QRectF(window->rect()).adjusted(2, 2, -2, -2);
    setGeometry(m_card.place(font(), m_bounds, m_owner.mapTo(window, place)).toAlignedRect());
    raise();
    show();
    update();
}

void CardPopup::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    m_card.paintAt(painter, rect(), m_bounds, m_owner.palette());
}

} // namespace hourglass::ui
