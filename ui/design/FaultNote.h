// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

#include <vector>

class QPushButton;

namespace hourglass::ui {

class FaultLabel;

struct RepairOffer {
    QString title; ///< of the button
    QString help;
    bool operator==(const RepairOffer&) const = default;
};

/// What is wrong with the network, and a button for each change that would mend it; takes no room while nothing is.
class FaultNote : public QWidget {
    Q_OBJECT

public:
    explicit FaultNote(QWidget* parent);

    /// Empty: all is well. Takes the offers back.
    void setMessage(const QString& message);
    /// @return whether these are others than before
    bool offer(const std::vector<RepairOffer>& offers);
    bool isEmpty() const;

Q_SIGNALS:
    /// The user wants that one of the repairs that were offered.
    void repairChosen(int index);

private:
    FaultLabel* m_message;
    std::vector<RepairOffer> m_offers;
    std::vector<QPushButton*> m_buttons; ///< kept; those in excess are hidden
};

} // namespace hourglass::ui
