// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/bottleneck/Bottleneck.h"

#include <cstdint>

namespace hourglass {

/// Cuts the code into vectors and replaces each by the nearest one of a learned codebook; the gradient is passed from
/// the decoder to the encoder as if nothing had been replaced (van den Oord et al., Neural Discrete Representation
/// Learning, NeurIPS 2017, section 3.2). A code of feature maps has one vector at each place; a flat code of D numbers
/// is cut into D / length vectors.
class VectorQuantiser final : public Bottleneck {
public:
    /// @param entries  vectors in the codebook
    /// @param length   of a vector; for feature maps: their number
    VectorQuantiser(std::int64_t entries, std::int64_t length, at::Generator& weights);

    Code forward(const at::Tensor& raw, at::Generator*) override;
    Value describe(Computation& computation, const Value& raw) const override;

private:
    at::Tensor m_codebook; ///< entries × length
    std::int64_t m_length;
};

} // namespace hourglass
