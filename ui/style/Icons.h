// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QString>

namespace hourglass::ui {

/// An icon of resources/icons ("play" is play.svg) at any size, in the palette's text colour. It follows the theme by
/// itself. Null for a name that does not exist.
QIcon themedIcon(const QString& name);

} // namespace hourglass::ui
