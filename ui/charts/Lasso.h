// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/PointMotion.h"

#include <QPainter>
#include <QPalette>
#include <QPolygonF>

#include <vector>

namespace hourglass::ui {

/// A free-form area that is being drawn, and what it does with the points inside.
class Lasso {
public:
    enum class Mode { Replace, Add, Remove };

    /// Shift adds; Ctrl and Shift, or Alt, remove.
    static Mode modeFor(Qt::KeyboardModifiers modifiers);

    bool isDrawn() const { return !m_path.isEmpty(); }
    Mode mode() const { return m_mode; }
    void begin(const QPointF& place, Mode mode);
    void extendTo(const QPointF& place);
    void forget() { m_path.clear(); }
    /// Whether the hand has hardly moved since it began.
    bool isClick() const;
    /// Whether it is drawn straight to and fro, with nothing inside.
    bool isLine() const;

    /// Of an area that is no line.
    /// @param places  in the same pixels; what is no number lies nowhere
    std::vector<int> inside(const PointPlaces& places) const;
    void paint(QPainter& painter, const QPalette& palette) const;

private:
    QPolygonF m_path;
    Mode m_mode = Mode::Replace;
};

} // namespace hourglass::ui
