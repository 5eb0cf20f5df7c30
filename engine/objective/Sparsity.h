// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/objective/Objective.h"

namespace hourglass {

/// "sparsity": Σ_j KL(ρ ‖ ρ̂_j) = Σ_j ρ log(ρ/ρ̂_j) + (1 − ρ) log((1 − ρ)/(1 − ρ̂_j)) in nats, with ρ̂_j the mean of code
/// number j over the batch (Ng, CS294A lecture notes, Sparse autoencoder, 2011). The code must lie in (0, 1).
std::unique_ptr<const Term> makeSparsityKl(double target, double weight);

/// "sparsity": Σ_j |z_j|, averaged over the batch.
std::unique_ptr<const Term> makeSparsityL1(double weight);

} // namespace hourglass
