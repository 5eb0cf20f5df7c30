// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explore/ClassBox.h"

#include "ui/explore/Exploration.h"
#include "ui/widgets/Words.h"

namespace hourglass::ui {

ClassBox::ClassBox(Exploration& exploration, QWidget* parent)
    : ChoiceBox(parent)
    , m_exploration(exploration) {
    setAccessibleName(tr("Class that the network is told"));
    setToolTip(
        asToolTip(tr("This network is told the class of a sample: the same code looks different for each, and the same "
                     "picture has another code")));
    connect(this, &QComboBox::activated, this, [this](int index) { m_exploration.setLabel(itemData(index).toInt()); });
    connect(&exploration, &Exploration::begun, this, &ClassBox::begin);
    connect(&exploration, &Exploration::codeChanged, this, &ClassBox::showLabel);
    begin();
}

void ClassBox::begin() {
    clear();
    addItem(tr("No class"), -1);
    if (m_exploration.run())
        for (std::size_t i = 0; i < m_exploration.run()->dataset.classNames.size(); ++i)
            addItem(tr("Class: %1").arg(m_exploration.className(int(i))), int(i));
    setVisible(false); // until it is known that the network is told one
    showLabel();
}

void ClassBox::showLabel() {
    if (m_exploration.label() >= 0)
        setVisible(true);
    setCurrentIndex(findData(m_exploration.label()));
}

} // namespace hourglass::ui
