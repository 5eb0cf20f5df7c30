// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/ControlRow.h"

#include "ui/style/Icons.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/WheelGuard.h"
#include "ui/widgets/Words.h"

#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QToolButton>

namespace hourglass::ui {

namespace {

template <typename... Widgets>
bool isOneOf(const QWidget* widget) {
    return ((qobject_cast<const Widgets*>(widget) != nullptr) || ...);
}

} // namespace

QWidget* makeControlRow(std::initializer_list<QWidget*> controls) {
    auto* row = new QWidget;
    auto* layout = new FlowLayout(6, 4);
    row->setLayout(layout);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    row->setSizePolicy(policy);
    for (QWidget* control : controls) {
        layout->addWidget(control);
        if (isOneOf<QComboBox, QAbstractSpinBox, QAbstractSlider>(control))
            guardAgainstWheel(control);
    }
    return row;
}

QToolButton* makeTextButton(const QString& text, const char* icon, const QString& tip) {
    auto* button = new QToolButton;
    button->setText(text);
    button->setIcon(themedIcon(icon));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setToolTip(asToolTip(tip));
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

QToolButton* makeActionButton(QAction& action) {
    auto* button = new QToolButton;
    button->setDefaultAction(&action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

} // namespace hourglass::ui
