// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QString>

class QBoxLayout;
class QLabel;
class QPushButton;

namespace hourglass::ui {

/// A line across the top of the centre that says something without getting in the way. Hidden while it has
/// nothing to say.
class MessageBar : public QFrame {
    Q_OBJECT

public:
    enum class Kind { Notice, Problem };

    MessageBar(Kind kind, const QString& accessibleName, QWidget* parent = nullptr);

    QString text() const;
    void say(const QString& text); ///< an empty text hides the bar
    QPushButton* addButton(const QString& text);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void takeColours();

    Kind m_kind;
    QBoxLayout* m_layout; ///< the text, and m_buttons beside or below it
    QBoxLayout* m_buttons;
    QLabel* m_label;
};

} // namespace hourglass::ui
