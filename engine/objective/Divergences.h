// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/objective/Objective.h"

namespace hourglass {

/// KL(q ‖ p) of each number, in nats: ½ (log σp² − log σq² + (σq² + (μq − μp)²) / σp² − 1).
/// @param p  undefined for N(0, I), which gives Kingma & Welling, ICLR 2014, appendix B
/// @return of the shape of q's mean
at::Tensor gaussianKl(const Gaussian& q, const Gaussian& p);

/// log N(x; μ, σ²) of each number, in nats.
/// @param of  undefined for N(0, I)
at::Tensor gaussianLogDensity(const at::Tensor& x, const Gaussian& of);

struct KlOptions {
    double weight = 1;       ///< β of the β-VAE (Higgins et al., ICLR 2017)
    double warmupEpochs = 0; ///< β grows linearly from 0 during these (Sønderby et al., NeurIPS 2016)
    double freeBits = 0;     ///< nats of each dimension that cost the same as none (Kingma et al., NeurIPS 2016)
};
/// "kl": from the code's posterior to its prior.
std::unique_ptr<const Term> makeKl(const KlOptions& options);

/// Squared maximum mean discrepancy of two sets of points, with the inverse multiquadratic kernel
/// k(a, b) = Σ_s s·2D / (s·2D + |a − b|²) for s in 0.1, 0.2, 0.5, 1, 2, 5, 10 (Tolstikhin et al., ICLR 2018), unbiased.
/// @param x, y  N × D, N ≥ 2
at::Tensor maximumMeanDiscrepancy(const at::Tensor& x, const at::Tensor& y);
/// "mmd": from the codes of the batch to as many samples of N(0, I) (InfoVAE: Zhao et al., AAAI 2019). Zero where the
/// batch brings no noise to draw them with.
std::unique_ptr<const Term> makeMmd(double weight);

} // namespace hourglass
