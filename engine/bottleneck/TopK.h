// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/bottleneck/Bottleneck.h"

#include <cstdint>

namespace hourglass {

/// How training comes to k: in a straight line from `start`, in so many epochs. While many numbers pass, every unit learns.
struct TopKSchedule {
    std::int64_t start = 0; ///< where it is less than k, k holds from the beginning
    double epochs = 0;
};

/// Keeps the largest numbers of a sample's code and sets the others to zero; the gradient goes through what was kept
/// (Makhzani & Frey, k-Sparse Autoencoders, ICLR 2014, algorithm 1 and the section on scheduling of the sparsity level).
class TopK final : public Bottleneck {
public:
    /// @param kept        k, while training; at most the size of the code
    /// @param keptInUse   αk, otherwise
    TopK(std::int64_t kept, std::int64_t keptInUse, const TopKSchedule& schedule = {})
        : m_kept(kept)
        , m_keptInUse(keptInUse)
        , m_schedule(schedule) {}

    Code forward(const at::Tensor& raw, at::Generator*) override;
    Value describe(Computation& computation, const Value& raw) const override;
    Code forwardAt(double epoch, const at::Tensor& raw, at::Generator*) override;

private:
    std::int64_t keptAt(double epoch) const;

    std::int64_t m_kept;
    std::int64_t m_keptInUse;
    TopKSchedule m_schedule;
};

} // namespace hourglass
