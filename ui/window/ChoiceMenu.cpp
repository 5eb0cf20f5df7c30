// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/ChoiceMenu.h"

#include "ui/session/Convert.h"
#include "ui/widgets/Actions.h"

namespace hourglass::ui {

ChoiceMenu::ChoiceMenu(const QString& title, QWidget* parent)
    : QMenu(title, parent)
    , m_choices(this) {
    setToolTipsVisible(true);
    m_choices.setExclusionPolicy(QActionGroup::ExclusionPolicy::ExclusiveOptional);
    connect(&m_choices, &QActionGroup::triggered, this, [this](QAction* action) {
        action->setChecked(true); // choosing the current entry again keeps it
        Q_EMIT chosen(toStdString(action->data().toString()), action->iconText());
    });
}

void ChoiceMenu::addChoice(const std::string& id, const std::string& title, const std::string& summary) {
    QAction* action = addAction(toQString(title).replace("&", "&&"));
    setTip(*action, toQString(summary));
    action->setData(toQString(id));
    action->setCheckable(true);
    m_choices.addAction(action);
}

void ChoiceMenu::setCurrent(const std::string& id) {
    for (QAction* action : m_choices.actions())
        action->setChecked(toStdString(action->data().toString()) == id);
}

} // namespace hourglass::ui
