// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bottleneck/TopK.h"

#include <ATen/Functions.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace hourglass {

std::int64_t TopK::keptAt(double epoch) const {
    if (!is_training())
        return m_keptInUse;
    if (epoch >= m_schedule.epochs || m_schedule.start <= m_kept)
        return m_kept;
    const double more = double(m_schedule.start - m_kept) * (1 - epoch / m_schedule.epochs);
    return m_kept + std::llround(more);
}

Code TopK::forward(const at::Tensor& raw, at::Generator* noise) {
    return forwardAt(std::numeric_limits<double>::infinity(), raw, noise);
}

Code TopK::forwardAt(double epoch, const at::Tensor& raw, at::Generator*) {
    const at::Tensor flat = raw.flatten(1);
    const std::int64_t count = std::min(keptAt(epoch), flat.size(1));
    const at::Tensor chosen = std::get<1>(flat.topk(count, 1, /*largest=*/true, /*sorted=*/false));
    const at::Tensor kept = at::zeros_like(flat).scatter(1, chosen, flat.gather(1, chosen));
    return {.value = kept.reshape(raw.sizes())};
}

Value TopK::describe(Computation& computation, const Value& raw) const {
    const std::int64_t count = std::min(m_keptInUse, raw.shape.elements());
    const Value kept = computation.add(primitive::KeepLargest{{}, count}, {computation.flattened(raw)});
    return computation.reshaped(kept, raw.shape);
}

} // namespace hourglass
