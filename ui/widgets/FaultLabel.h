// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace hourglass::ui {

/// What is wrong, in the colour of errors; takes no room while nothing is.
class FaultLabel : public QLabel {
    Q_OBJECT

public:
    explicit FaultLabel(QWidget* parent = nullptr);

    /// Empty: all is well.
    void setMessage(const QString& message);

protected:
    void changeEvent(QEvent* event) override;

private:
    void takeColour();
};

} // namespace hourglass::ui
