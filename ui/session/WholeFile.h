// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace hourglass::ui {

/// Writes a file, all or nothing. Disks take their time: not for the window's thread.
/// @return why it could not be written, a sentence or two with its path; empty where it was
QString writeWhole(const QString& path, const QByteArray& bytes);

} // namespace hourglass::ui
