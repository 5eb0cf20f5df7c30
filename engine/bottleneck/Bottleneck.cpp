// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bottleneck/Bottleneck.h"

#include <ATen/Functions.h>

namespace hourglass {

at::Tensor Bottleneck::standardNormal(std::int64_t count, const Shape& codeShape, at::Generator& noise) {
    std::vector<std::int64_t> sizes{count};
    sizes.insert(sizes.end(), codeShape.sizes.begin(), codeShape.sizes.end());
    return at::empty(sizes).normal_(0, 1, noise);
}

} // namespace hourglass
