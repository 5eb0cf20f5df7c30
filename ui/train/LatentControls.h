// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Watch.h"

#include <QWidget>

#include <cstdint>

class QCheckBox;
class QComboBox;
class QFrame;
class QSpinBox;
class QToolButton;

namespace hourglass::ui {

/// Says of how many samples a map of the latent space is made, and what its axes are. Where there is no room for the row, a
/// button opens it.
class LatentControls : public QWidget {
    Q_OBJECT

public:
    enum class Plane { Principal, Chosen, Embedding };

    explicit LatentControls(QWidget* parent = nullptr);

    /// Other data or another network: what there is not goes back to what there always is. Emits nothing.
    void begin(std::int64_t samples, std::int64_t dimensions);
    Plane plane() const;
    /// Without neighbours.
    LatentWatch watch() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void edited(); ///< plane() or watch() is another
    void densityToggled(bool shown);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void addFields();
    void fillSamples(std::int64_t count);
    void fillPlanes();
    void planeChanged();
    /// Fields in a row, or behind the button.
    void arrange();
    void openFields();
    int rowWidth() const;

    QWidget* m_fields;
    QComboBox* m_samples; ///< each item's data: how many, or nothing for the validation samples
    QComboBox* m_plane;   ///< each item's data: a Plane
    QSpinBox* m_x;
    QSpinBox* m_y;
    QCheckBox* m_density;
    QToolButton* m_opener;
    QFrame* m_popup;
    std::int64_t m_dimensions = 3;
    bool m_isFolded = false;
};

} // namespace hourglass::ui
