// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace hourglass {

/// Sizes of one sample without the batch: {features} for a vector, {channels, height, width} for a picture.
struct Shape {
    std::vector<std::int64_t> sizes;

    /// The product of all sizes; the largest std::int64_t where that is larger still.
    std::int64_t elements() const;
    bool isPicture() const { return sizes.size() == 3; }
    std::int64_t channels() const { return sizes.at(0); }
    std::int64_t height() const { return sizes.at(1); }
    std::int64_t width() const { return sizes.at(2); }
    /// "784" for a vector, "16 × 14 × 14" (channels × height × width) for a picture.
    std::string text() const;

    bool operator==(const Shape&) const = default;
};

} // namespace hourglass
