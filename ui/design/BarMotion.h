// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QVariantAnimation>

#include <vector>

class QWidget;

namespace hourglass::ui {

/// Brings widgets to their places, in a smooth motion where they can be seen.
class BarMotion : public QVariantAnimation {
    Q_OBJECT

public:
    explicit BarMotion(QObject* parent = nullptr);

    /// @param smoothly  otherwise, or where the user wants no motion (Qt::UI_General), at once
    void bring(const std::vector<QWidget*>& widgets, const std::vector<QRect>& places, bool smoothly);

Q_SIGNALS:
    void moved();

protected:
    void updateCurrentValue(const QVariant& progress) override;

private:
    struct Move {
        QWidget* widget;
        QRect from, to;
    };
    std::vector<Move> m_moves;
};

} // namespace hourglass::ui
