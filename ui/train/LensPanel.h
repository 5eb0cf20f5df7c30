// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Figure.h"

#include <QScrollArea>

#include <vector>

class QHBoxLayout;
class QLabel;

namespace hourglass::ui {

class FigureView;

/// The lens of the variant: its figures side by side, each with its title. Knows nothing of variants.
class LensPanel : public QScrollArea {
    Q_OBJECT

public:
    explicit LensPanel(QWidget* parent = nullptr);

    void setFigures(const std::vector<Figure>& figures);

private:
    struct Card {
        QWidget* frame;
        QLabel* title;
        FigureView* view;
    };
    void addCard();

    QLabel* m_empty;
    QHBoxLayout* m_row;
    std::vector<Card> m_cards; ///< kept from snapshot to snapshot; those in excess are hidden
};

} // namespace hourglass::ui
