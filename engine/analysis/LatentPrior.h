// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/LatentSamples.h"

namespace hourglass {

// How far the codes of all data together (the aggregate posterior, the mean of q(z|x) over the samples x: Hoffman & Johnson,
// ELBO surgery, NIPS workshop 2016) are from the prior that random codes are drawn from.

/// KL of the normal distribution that has the mean m and the covariance S of the aggregate posterior, to N(0, I), in nats:
/// ½ (tr S + |m|² − D − log det S). Less than the KL of the aggregate posterior itself, by what this is not normal.
/// @param means      N × D: of the clouds, or the codes themselves where these are points
/// @param variances  N × D: of the clouds; undefined for points
/// @return infinite where S has no inverse
double momentsKl(const at::Tensor& means, const at::Tensor& variances);

Finding priorKl(const LatentSamples& samples);
/// maximumMeanDiscrepancy() of codes drawn as in training, one for each sample, and as many from the prior.
Finding priorMmd(const LatentSamples& samples);

} // namespace hourglass
