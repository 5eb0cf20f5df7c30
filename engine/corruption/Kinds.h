// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/corruption/Corruption.h"

#include <memory>

namespace hourglass {

// One function a file; Catalogue.cpp lists them.
std::unique_ptr<const Corruption> makeNone();
std::unique_ptr<const Corruption> makeMasking();
std::unique_ptr<const Corruption> makeGaussianNoise();
std::unique_ptr<const Corruption> makeSpeckle();
std::unique_ptr<const Corruption> makeSaltAndPepper();
std::unique_ptr<const Corruption> makeGreyscale();
std::unique_ptr<const Corruption> makeHalfSize();
std::unique_ptr<const Corruption> makeJpeg();
std::unique_ptr<const Corruption> makeMissingParts();

} // namespace hourglass
