// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bottleneck/VectorQuantiser.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

namespace hourglass {

VectorQuantiser::VectorQuantiser(std::int64_t entries, std::int64_t length, at::Generator& weights)
    : m_codebook(register_parameter("codebook", at::empty({entries, length}).normal_(0, 1, weights)))
    , m_length(length) {}

Code VectorQuantiser::forward(const at::Tensor& raw, at::Generator*) {
    const bool maps = raw.dim() == 4;
    // Feature maps: N × C × H × W → N × H·W × C.
    const at::Tensor vectors = maps ? raw.flatten(2).transpose(1, 2) : raw.reshape({raw.size(0), -1, m_length});
    const at::Tensor flat = vectors.detach().reshape({-1, m_length});
    // |v − e|² without |v|², which is the same for every entry.
    const at::Tensor distances = m_codebook.detach().square().sum(1) - 2 * flat.mm(m_codebook.detach().t());
    const at::Tensor entries = distances.argmin(1).reshape({vectors.size(0), vectors.size(1)});
    const at::Tensor quantised = m_codebook.index_select(0, entries.flatten()).reshape(vectors.sizes());
    const at::Tensor passed = vectors + (quantised - vectors).detach();
    return {.value = (maps ? passed.transpose(1, 2) : passed).reshape(raw.sizes()),
            .raw = vectors,
            .quantised = quantised,
            .entries = entries};
}

Value VectorQuantiser::describe(Computation& computation, const Value& raw) const {
    const primitive::NearestVector nearest{{}, m_codebook};
    if (raw.shape.isPicture()) {
        const Value places = computation.add(primitive::Permute{{1, 2, 0}}, {raw});
        return computation.add(primitive::Permute{{2, 0, 1}}, {computation.add(nearest, {places})});
    }
    const Value vectors = computation.reshaped(raw, {{raw.shape.elements() / m_length, m_length}});
    return computation.reshaped(computation.add(nearest, {vectors}), raw.shape);
}

} // namespace hourglass
