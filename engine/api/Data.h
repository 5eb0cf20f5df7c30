// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Experiment.h"
#include "engine/api/Shape.h"

#include <cstdint>
#include <string>
#include <vector>

namespace hourglass {

/// A picture to look at: 8 bits, rows from the top, interleaved channels (1 grey, 3 RGB), no padding.
struct Image {
    int width = 0;
    int height = 0;
    int channels = 1;
    std::vector<std::uint8_t> pixels;

    bool empty() const { return pixels.empty(); }
    bool operator==(const Image&) const = default;
};

/// What is known of a data set once it is loaded.
struct DatasetInfo {
    std::string title;
    Shape sampleShape;
    std::int64_t trainingCount = 0;
    std::int64_t validationCount = 0;
    std::vector<std::string> classNames;  ///< empty when there are no labels
    std::vector<std::string> columnNames; ///< tables only, one per feature
    bool inUnitRange = true;              ///< every value lies in [0, 1]
};

/// Loads (or finds in the cache) and describes. Blocks for as long as loading takes: never on the window's thread.
/// @throws Error naming the file and what is wrong with it.
DatasetInfo describeDataset(const DatasetSpec& spec);

/// Whether a file or folder has to be chosen before there are any data of that kind. @throws Error for an unknown one.
bool needsFile(const std::string& datasetId);

/// A data set reference for a catalogue id ("digits") or a path: a folder of pictures, an IDX
/// or CSV file. @throws Error that lists what is accepted.
DatasetSpec datasetFromReference(const std::string& idOrPath);

} // namespace hourglass
