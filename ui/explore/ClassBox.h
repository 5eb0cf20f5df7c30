// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/ChoiceBox.h"

namespace hourglass::ui {

class Exploration;

/// The class that encoder and decoder are told, where the network is told classes; else it is not seen.
class ClassBox : public ChoiceBox {
    Q_OBJECT

public:
    explicit ClassBox(Exploration& exploration, QWidget* parent = nullptr);

private:
    void begin();
    void showLabel();

    Exploration& m_exploration;
};

} // namespace hourglass::ui
