// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/FaultLabel.h"

#include "ui/widgets/Colours.h"

#include <QEvent>

namespace hourglass::ui {

FaultLabel::FaultLabel(QWidget* parent)
    : QLabel(parent) {
    setWordWrap(true);
    setForegroundRole(QPalette::WindowText); // also on a ground where another would be usual
    setTextFormat(Qt::PlainText);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setVisible(false);
    takeColour();
}

void FaultLabel::setMessage(const QString& message) {
    setText(message);
    setVisible(!message.isEmpty());
}

void FaultLabel::changeEvent(QEvent* event) {
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        takeColour();
}

void FaultLabel::takeColour() {
    QPalette colours = palette();
    const QColor red = faultColour(colours);
    if (colours.color(QPalette::WindowText) == red)
        return; // Setting it again would come back here as another change.
    colours.setColor(QPalette::WindowText, red);
    setPalette(colours);
}

} // namespace hourglass::ui
