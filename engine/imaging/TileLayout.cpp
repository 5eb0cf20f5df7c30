// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/imaging/TileLayout.h"

#include "engine/api/Error.h"

#include <algorithm>
#include <string>

namespace hourglass {

namespace {

int ratioUp(int number, int divisor) {
    return (number + divisor - 1) / divisor;
}

int roundedUp(int number, int multiple) {
    return ratioUp(number, multiple) * multiple;
}

void check(const TileOptions& options) {
    constexpr int largest = 1 << 14;
    const auto require = [](bool met, const char* field, const std::string& range) {
        if (!met)
            throw Error("It must be " + range + ".", field);
    };
    require(options.context >= 0 && options.context <= largest, "tiles.context", "from 0 to 16384");
    require(options.feather >= 0 && options.feather <= largest, "tiles.feather", "from 0 to 16384");
    require(options.multiple >= 1 && options.multiple <= largest, "tiles.multiple", "from 1 to 16384");
    require(options.scale >= 1 && options.scale <= 16, "tiles.scale", "from 1 to 16");
    require(options.channels >= 0 && options.channels <= 16, "tiles.channels", "from 0 to 16");
    require(options.threads >= 1 && options.threads <= 1024, "tiles.threads", "from 1 to 1024");
    const int smallest =
        2 * options.context + options.feather + roundedUp(std::max(2 * options.feather, 1), options.multiple);
    require(options.side >= smallest && options.side <= 8 * largest && options.side % options.multiple == 0, "tiles.side",
            "a multiple of " + std::to_string(options.multiple) + ", at least " + std::to_string(smallest));
}

} // namespace

TileLayout::TileLayout(int length, const TileOptions& options) {
    check(options);
    const int most = (options.side - 2 * options.context - options.feather) / options.multiple * options.multiple;
    if (length > options.side - 2 * options.context) {
        const int reach = length - options.feather;
        stride = roundedUp(ratioUp(reach, ratioUp(reach, most)), options.multiple);
        count = ratioUp(reach, stride);
    } else {
        stride = length;
    }
    // As `most` is no shorter than two feathers, no stride is shorter than one, and no pixel in more than two tiles.
    const int needed = stride + (count == 1 ? 0 : options.feather) + 2 * options.context;
    side = roundedUp(needed, options.multiple);
}

std::vector<int> reflected(int from, int count, int length) {
    std::vector<int> places(std::size_t(count), 0);
    if (length == 1)
        return places;
    const int period = 2 * (length - 1);
    for (int i = 0; i < count; ++i) {
        const int place = ((from + i) % period + period) % period;
        places[std::size_t(i)] = place < length ? place : period - place;
    }
    return places;
}

} // namespace hourglass
