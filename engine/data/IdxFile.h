// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/data/Dataset.h"

#include <string>

namespace hourglass {

/// IDX, the format of the MNIST files: two zero bytes, element type, number of dimensions, the sizes as
/// big-endian 32-bit numbers, then the elements, big-endian. Plain or gzip.

/// @return the array with its own element type (uint8, int8, int16, int32, fp32 or fp64).
/// @throws Error naming the file when it is no IDX file, is cut off, or is shorter or longer than its header
/// says.
at::Tensor readIdx(const std::string& path);

/// Whether the file begins as IDX files do. False for one that cannot be read.
bool looksLikeIdx(const std::string& path);

/// Samples, and labels unless `labelsPath` is empty. Bytes N × height × width, or with 1 to 4 channels before
/// or after those, are pictures; other arrays are fp32 pictures or flat vectors (bytes scaled to [0, 1]).
/// Class names are the label values. The title is left to the caller.
/// @throws Error as readIdx(), when an array of one dimension, which holds labels, is given for the samples, and when the
/// labels do not fit to the samples or name more than 1000 classes.
RawData readIdxPair(const std::string& imagesPath, const std::string& labelsPath);

} // namespace hourglass
