// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/IconButton.h"

#include "ui/style/Icons.h"
#include "ui/widgets/Words.h"

#include <QEvent>
#include <QToolButton>

#include <algorithm>

namespace hourglass::ui {

namespace {

/// Its icon grows with the letters around it.
class IconButton : public QToolButton {
public:
    IconButton() { fit(); }

protected:
    void changeEvent(QEvent* event) override {
        QToolButton::changeEvent(event);
        if (event->type() == QEvent::FontChange)
            fit();
    }

private:
    void fit() {
        const int side = std::max(16, fontMetrics().height());
        setIconSize({side, side});
    }
};

} // namespace

QToolButton* makeIconButton(const QString& icon, const QString& name, const QString& tip) {
    auto* button = new IconButton;
    button->setIcon(themedIcon(icon));
    button->setAutoRaise(true);
    button->setAccessibleName(name);
    button->setToolTip(asToolTip(tip));
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

QToolButton* makeMenuButton(const QString& icon, const QString& name, const QString& tip) {
    QToolButton* button = makeIconButton(icon, name, tip);
    button->setStyleSheet(QStringLiteral("QToolButton::menu-indicator { image: none; }"));
    button->setPopupMode(QToolButton::InstantPopup);
    return button;
}

} // namespace hourglass::ui
