// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Data.h"

#include <cstdint>
#include <memory>
#include <string>

namespace hourglass {

/// The samples of a data set, to look at one by one. They are numbered: those of the validation part from 0, then those of
/// the training part; where validation takes place on the training part, its samples have the first numbers only. Never
/// changes; any thread.
class Album {
public:
    virtual ~Album() = default;
    virtual const DatasetInfo& info() const = 0;
    virtual std::int64_t count() const = 0;
    // A sample that there is not has no class and an empty picture.
    /// −1 without a class.
    virtual int label(std::int64_t sample) const = 0;
    /// Shrunk so that no side exceeds `side` pixels; what is no picture is drawn as squares. A small fraction of a
    /// millisecond for pictures of a few thousand pixels.
    virtual Image picture(std::int64_t sample, int side) const = 0;
};

/// A few samples, of every class, of other data than a network was trained on, to show to it all the same. Pictures are
/// brought to the size and the channels of its samples.
/// Blocks for as long as loading takes: never on the window's thread.
/// @param reference  as datasetFromReference() takes it, or a picture file
/// @param own        the network's data: size, colour, header and the like are theirs where the kind is the same
/// @param shape      of the network's samples
/// @throws Error naming the file and what is wrong with it, or saying that these data cannot be brought to `shape`
std::shared_ptr<const Album> openAlbum(const std::string& reference, const DatasetSpec& own, const Shape& shape);

} // namespace hourglass
