// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QActionGroup>
#include <QMenu>
#include <QString>

#include <string>

namespace hourglass::ui {

/// A list to choose one entry of a catalogue from; tooltips say what each is.
class ChoiceMenu : public QMenu {
    Q_OBJECT

public:
    ChoiceMenu(const QString& title, QWidget* parent);

    void addChoice(const std::string& id, const std::string& title, const std::string& summary);
    /// Checks the entry with this id, or none.
    void setCurrent(const std::string& id);

Q_SIGNALS:
    void chosen(const std::string& id, const QString& title);

private:
    QActionGroup m_choices;
};

} // namespace hourglass::ui
