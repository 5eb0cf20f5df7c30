// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Reports.h"
#include "engine/data/Dataset.h"
#include "engine/variants/Autoencoder.h"

namespace hourglass {

/// Samples that are looked at together: 250, or so many as what the largest layer makes of them takes 256 MiB. The same
/// wherever a network is looked at, so that random numbers fall on the same samples.
std::int64_t evaluationBatch(const NetworkReport& network);
/// What evaluate() takes for them, in bytes; about.
std::uint64_t evaluationBytes(const NetworkReport& network);

/// The input as the network sees it during training. Values of data in [0, 1] stay there.
at::Tensor corrupted(const CorruptionSpec& corruption, const at::Tensor& input, bool dataInUnitRange,
                     at::Generator& generator);

/// The most likely codes of the first `count` samples, count × numbers in a code.
at::Tensor codesOf(Autoencoder& autoencoder, const DataPart& part, std::int64_t count);

/// Figures on the validation part; every random number is the same at every call. mse, bce and psnr are those of the
/// most likely code; terms are those of codes drawn as in training. Nothing else is filled. The
/// network is left in training mode.
Metrics evaluate(Autoencoder& autoencoder, const Experiment& experiment, const Dataset& dataset);

/// Mean and variance of each dimension of many samples, a batch at a time.
class SampleMoments {
public:
    void add(const at::Tensor& samples); ///< N × …
    at::Tensor mean() const;             ///< one number a dimension, fp64
    at::Tensor variance() const;         ///< the same; divided by the count

private:
    at::Tensor m_sum;
    at::Tensor m_squares;
    std::int64_t m_count = 0;
};

/// Mean over pictures of the variance of their Laplacian, 4 · centre − its four neighbours, inside the border: the less a
/// picture is blurred, the larger (Pech-Pacheco et al., Diatom autofocusing in brightfield microscopy, ICPR 2000).
/// @param samples  N × shape of a picture. NaN where that is no picture of at least 3 × 3.
double laplacianVariance(const at::Tensor& samples, const Shape& shape);

/// Σ weight · value.
double objectiveOf(const std::vector<TermValue>& terms);

} // namespace hourglass
