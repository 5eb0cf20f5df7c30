// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/bottleneck/Bottleneck.h"

#include <cstdint>

namespace hourglass {

/// Keeps the largest numbers of a sample's code and sets the others to zero; the gradient goes through what was kept
/// (Makhzani & Frey, k-Sparse Autoencoders, ICLR 2014, algorithm 1).
class TopK final : public Bottleneck {
public:
    /// @param kept        k, while training; at most the size of the code
    /// @param keptInUse   αk, otherwise
    TopK(std::int64_t kept, std::int64_t keptInUse)
        : m_kept(kept)
        , m_keptInUse(keptInUse) {}

    Code forward(const at::Tensor& raw, at::Generator*) override;

private:
    std::int64_t m_kept;
    std::int64_t m_keptInUse;
};

} // namespace hourglass
