// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Photograph.h"
#include "engine/api/RestorationTask.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace hourglass::ui {

/// Whether the file's name is that of a picture which can be restored: a photograph, or one that a model compressed.
bool isNamedLikePicture(const QString& path);
bool isNamedLikeCompressed(const QString& path);
/// The picture files that a path stands for: itself, or those in the folder, in the order of their names.
QStringList picturesAt(const QString& path);
/// Of all that isNamedLikePicture() knows: "*.png *.jpg …"
QString picturePatterns();

/// The picture in a file. One that was compressed is unpacked by the model that made it, where that is `model` or comes with
/// Hourglass. Any thread but the window's: this may take seconds.
/// @param model  a .hourglass file, or empty
/// @return nothing when cancelled
/// @throws Error naming the file
std::optional<Photograph> pictureIn(const QString& path, const QString& model = {},
                                    const RestorationProgress& progress = {});

} // namespace hourglass::ui
