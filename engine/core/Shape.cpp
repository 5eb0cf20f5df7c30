// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Shape.h"

#include <limits>

namespace hourglass {

std::int64_t Shape::elements() const {
    std::int64_t product = 1;
    for (const std::int64_t size : sizes)
        if (__builtin_mul_overflow(product, size, &product))
            return std::numeric_limits<std::int64_t>::max();
    return product;
}

std::string Shape::text() const {
    std::string text;
    for (const std::int64_t size : sizes)
        text += (text.empty() ? "" : " × ") + std::to_string(size);
    return text;
}

} // namespace hourglass
