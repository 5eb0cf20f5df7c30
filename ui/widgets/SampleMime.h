// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPixmap>
#include <QString>

#include <cstdint>
#include <optional>

class QMimeData;
class QWidget;

namespace hourglass::ui {

// Samples of the run on show are dragged from wherever they are seen to where something is made of them.

/// Makes it the sample that is dragged.
void putSample(QMimeData& mime, std::int64_t sample);
/// Carries the sample until it is dropped or given up, as a picture under the pointer.
void dragSample(QWidget& from, std::int64_t sample, const QPixmap& picture);
/// What was dragged: a sample's number (see Album), if it was one of this program's.
std::optional<std::int64_t> sampleIn(const QMimeData& mime);
/// The path of the first file that was dragged or copied, if it may hold samples; models and experiments are for the window.
QString samplesIn(const QMimeData& mime);
/// For a dialog that asks for such a file.
QString samplesFilter();
/// The path of the first file that was dragged or copied; empty if it was something else.
QString fileIn(const QMimeData& mime);

} // namespace hourglass::ui
