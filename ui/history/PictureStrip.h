// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QImage>

#include <vector>

namespace hourglass::ui {

/// Pictures of one size side by side in one PNG file, which takes much less room than a file for each. Empty for none.
QByteArray stripOf(const std::vector<QImage>& pictures);
/// What stripOf() made of so many pictures. Null pictures where `png` holds something else.
std::vector<QImage> picturesIn(const QByteArray& png, int count);

/// The first pictures, small, as one PNG file for a list. Empty for none.
QByteArray thumbnailOf(const std::vector<QImage>& pictures);

} // namespace hourglass::ui
