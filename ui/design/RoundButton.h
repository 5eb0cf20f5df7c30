// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

namespace hourglass::ui {

/// One sign in a disc of the accent colour: − and + on the waist, + between the bars.
class RoundButton : public QToolButton {
    Q_OBJECT

public:
    /// @param name  what it does, for tooltip and screen reader
    RoundButton(const QString& sign, const QString& name, QWidget* parent);

    QSize sizeHint() const override;

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
};

} // namespace hourglass::ui
