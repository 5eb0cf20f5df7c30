// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Data.h"
#include "engine/api/Planes.h"

#include <QImage>
#include <QString>

#include <exception>
#include <string>

namespace hourglass::ui {

// All conversions between the engine's plain types and Qt's.
QString toQString(const std::string& text);
std::string toStdString(const QString& text);
/// What an exception of the engine, or of the C++ library, says.
QString sentenceOf(const std::exception& error);
/// A deep copy: Format_Grayscale8 or Format_RGB888. Null for an empty image.
QImage toQImage(const Image& image);
/// And back. Empty for a null one.
Image toImage(const QImage& image);
/// Clipped to [0, 1] and rounded. Null for an empty picture.
QImage toQImage(const Planes& picture);
/// And back, without transparency: one plane where it has no colours. Empty for a null one.
Planes toPlanes(const QImage& image);

} // namespace hourglass::ui
