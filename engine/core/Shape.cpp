// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Shape.h"

#include <functional>
#include <numeric>

namespace hourglass {

std::int64_t Shape::elements() const {
    return std::accumulate(sizes.begin(), sizes.end(), std::int64_t(1), std::multiplies<>());
}

std::string Shape::text() const {
    std::string text;
    for (const std::int64_t size : sizes)
        text += (text.empty() ? "" : " × ") + std::to_string(size);
    return text;
}

} // namespace hourglass
