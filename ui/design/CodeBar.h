// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/design/LayerBar.h"

namespace hourglass::ui {

class RoundButton;

/// The waist: the code in the accent colour, with − and +, and the wheel while it has the focus.
class CodeBar : public LayerBar {
    Q_OBJECT

public:
    explicit CodeBar(QWidget* parent);

    /// The narrowest that shows both buttons and the size.
    int leastWidth() const;

Q_SIGNALS:
    void stepped(int steps);

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    int sideRoom() const override;

private:
    void placeButtons();

    RoundButton* m_less;
    RoundButton* m_more;
    int m_wheel = 0; ///< eighths of a degree since the last step
};

} // namespace hourglass::ui
