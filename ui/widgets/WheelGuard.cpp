// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/WheelGuard.h"

#include <QEvent>

namespace hourglass::ui {

namespace {

class WheelGuard : public QObject {
public:
    using QObject::QObject;

    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() != QEvent::Wheel || static_cast<QWidget*>(watched)->hasFocus())
            return false;
        event->ignore();
        return true;
    }
};

} // namespace

void guardAgainstWheel(QWidget* widget) {
    widget->setFocusPolicy(Qt::StrongFocus); // Not Qt::WheelFocus, with which the wheel would take the focus first.
    widget->installEventFilter(new WheelGuard(widget));
}

} // namespace hourglass::ui
