// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/PictureOrder.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QSlider;
class QToolButton;

namespace hourglass::ui {

class NumberBox;

/// What is wrong with the picture: nothing is added to it, or a kind of damage of a certain strength; and the brush that
/// says where something is missing.
class DamageControls : public QWidget {
    Q_OBJECT

public:
    explicit DamageControls(QWidget* parent = nullptr);

    const PictureDamage& damage() const { return m_damage; }
    /// That undoes it; none where the picture stays as it is.
    std::optional<RestorationTask> task() const;
    double brush() const; ///< in pixels of the screen
    /// Whether there is something to paint: parts that are missing.
    void setPainting(bool paints, bool canUndo, bool hasStrokes);

Q_SIGNALS:
    void changed();
    void brushChanged(double width);
    void undoStroke();
    void clearStrokes();
    void randomStrokes();

private:
    void choose(int index);
    void showStrength();
    void setStrength(double strength);

    PictureDamage m_damage;
    QComboBox* m_kind;
    QWidget* m_strength; ///< holds what follows
    QSlider* m_slider;
    NumberBox* m_number = nullptr; ///< for the kind that is chosen
    QToolButton* m_again;
    QWidget* m_painting; ///< holds what follows
    QSlider* m_brush;
    QToolButton* m_undo;
    QToolButton* m_clear;
    QToolButton* m_random;
};

} // namespace hourglass::ui
