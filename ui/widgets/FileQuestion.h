// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFileDialog>
#include <QString>
#include <QStringList>

#include <functional>

namespace hourglass::ui {

// Dialogs that ask for a file. They do not wait: `use` gets the path, if one is chosen.

using UsePath = std::function<void(const QString& path)>;

/// @param what   a file that is there, or a folder
/// @param start  where to look first; empty for where the last one looked
void askWhatToOpen(QWidget& parent, const QString& title, QFileDialog::FileMode what, const QString& filter,
                   const UsePath& use, const QString& start = {});

/// For one or more files.
void askForFiles(QWidget& parent, const QString& title, const QString& filter,
                 const std::function<void(const QStringList& paths)>& use);

/// @param filters  as "PNG picture (*.png)": the first one's ending is put to names without one
/// @param name     to propose, without an ending
void askWhereToSave(QWidget& parent, const QString& title, const QStringList& filters, const QString& name,
                    const UsePath& use);

/// A title as a name of a file: letters and digits of any script, in lower case, and hyphens.
QString asFileName(const QString& title);

} // namespace hourglass::ui
