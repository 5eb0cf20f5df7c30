// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/HoverCard.h"

#include <QWidget>

namespace hourglass::ui {

/// A card that lies over everything in its window, so that it is whole however small the plot is that it belongs to.
class CardPopup : public QWidget {
public:
    /// @param owner  whose window it lies in, and at whose points it stands
    explicit CardPopup(QWidget& owner);

    /// @param place  in pixels of the owner
    void showAt(const QPointF& place, const HoverCard& card);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QWidget& m_owner;
    HoverCard m_card;
    QRectF m_bounds;
};

} // namespace hourglass::ui
