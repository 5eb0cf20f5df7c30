// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bottleneck/TopK.h"

#include <ATen/Functions.h>

#include <algorithm>

namespace hourglass {

Code TopK::forward(const at::Tensor& raw, at::Generator*) {
    const at::Tensor flat = raw.flatten(1);
    const std::int64_t count = std::min(is_training() ? m_kept : m_keptInUse, flat.size(1));
    const at::Tensor chosen = std::get<1>(flat.topk(count, 1, /*largest=*/true, /*sorted=*/false));
    const at::Tensor kept = at::zeros_like(flat).scatter(1, chosen, flat.gather(1, chosen));
    return {.value = kept.reshape(raw.sizes())};
}

} // namespace hourglass
