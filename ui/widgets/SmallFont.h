// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>

namespace hourglass::ui {

/// The font of what stands beside the matter itself: labels of axes, legends, captions. Work it out from the
/// widget's own font whenever you paint, so that it follows when that changes.
inline QFont smallFont(QFont font) {
    font.setPointSizeF(font.pointSizeF() * 0.9);
    return font;
}

} // namespace hourglass::ui
