// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Figure.h"

#include <QScrollArea>

#include <vector>

class QGridLayout;
class QLabel;

namespace hourglass::ui {

class FigureView;

/// The lens of the variant: its figures side by side, each with its title; scrolls where they need more room than there
/// is. Knows nothing of variants.
class LensPanel : public QScrollArea {
    Q_OBJECT

public:
    explicit LensPanel(QWidget* parent = nullptr);

    /// Another network: forgets the figures of the one before.
    void begin();
    void setFigures(const std::vector<Figure>& figures);
    /// What stands here while there are no figures.
    void setEmptyText(const QString& text);

Q_SIGNALS:
    /// The user has got the picture or the data of a figure, or could not.
    void saved(const QString& path);
    void failed(const QString& message);

private:
    struct Card {
        QLabel* title;
        FigureView* view;
    };
    void addCard();

    QLabel* m_empty;
    QGridLayout* m_grid;
    std::vector<Card> m_cards; ///< kept from snapshot to snapshot; those in excess are hidden
};

} // namespace hourglass::ui
