// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/LatentPrior.h"

#include "engine/analysis/Evaluation.h"
#include "engine/analysis/Measuring.h"
#include "engine/analysis/Pca.h"
#include "engine/core/Random.h"
#include "engine/objective/Divergences.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <cmath>
#include <limits>
#include <vector>

namespace hourglass {

namespace {

const char* const kNoPrior = "Training shapes the codes of this model into no distribution.";

/// The codes of the measured samples as clouds, N × D each.
struct Clouds {
    at::Tensor means;
    at::Tensor variances; ///< undefined where codes are points
    at::Tensor drawn;     ///< one code each, as in training
    bool priorIsLearned = false;
};

Clouds cloudsOf(const LatentSamples& samples) {
    Autoencoder& autoencoder = samples.autoencoder();
    const InUse inUse(autoencoder);
    const DataPart& part = samples.dataset().validation;
    at::Generator noise = seededGenerator(samples.seed(), "latent draws");
    Clouds clouds;
    std::vector<at::Tensor> means, variances, drawn;
    for (const at::Tensor& some : samples.held().numbers.split(evaluationBatch(autoencoder.network()))) {
        const Code code = autoencoder.codeOf(part.gather(some), part.gatherLabels(some), &noise);
        drawn.push_back(code.value.flatten(1));
        if (code.posterior.defined()) {
            means.push_back(code.posterior.mean.flatten(1));
            variances.push_back(code.posterior.logVariance.exp().flatten(1));
        }
        clouds.priorIsLearned = code.prior.defined();
    }
    clouds.drawn = at::cat(drawn);
    clouds.means = means.empty() ? clouds.drawn : at::cat(means);
    if (!variances.empty())
        clouds.variances = at::cat(variances);
    return clouds;
}

/// As many codes from the prior as are measured, N × D; undefined where there is none.
at::Tensor fromPrior(const LatentSamples& samples, const char* purpose) {
    Autoencoder& autoencoder = samples.autoencoder();
    const InUse inUse(autoencoder);
    at::Generator noise = seededGenerator(samples.seed(), purpose);
    const at::Tensor drawn = autoencoder.drawnCodes(samples.held().count(), noise);
    return drawn.defined() ? drawn.flatten(1) : drawn;
}

} // namespace

double momentsKl(const at::Tensor& means, const at::Tensor& variances) {
    const at::Tensor rows = means.to(at::kDouble);
    const at::Tensor mean = rows.mean(0), centred = rows - mean;
    at::Tensor covariance = centred.t().mm(centred) / double(rows.size(0));
    if (variances.defined())
        covariance.diagonal().add_(variances.mean(0).to(at::kDouble));
    const at::Tensor eigenvalues = at::linalg_eigvalsh(covariance);
    const double rounding = 1e-12 * eigenvalues.max().item<double>();
    if (!(eigenvalues.min().item<double>() > rounding))
        return std::numeric_limits<double>::infinity();
    return 0.5 * ((eigenvalues - eigenvalues.log() - 1).sum() + mean.square().sum()).item<double>();
}

Finding priorKl(const LatentSamples& samples) {
    if (!fromPrior(samples, "latent prior").defined())
        return none(kNoPrior);
    if (samples.codeSize() > ManyFeatures)
        return none("A covariance of more than " + std::to_string(ManyFeatures) + " numbers is not computed.");
    const Clouds clouds = cloudsOf(samples);
    if (clouds.priorIsLearned)
        return none("The prior of this model is learned, and no N(0, I).");
    const double nats = momentsKl(clouds.means, clouds.variances);
    if (!std::isfinite(nats))
        return none("The codes fill only a part of their space: their covariance has no inverse. More samples may help.");
    return {nats, "nats; 0: the mean and the covariance of the prior"};
}

Finding priorMmd(const LatentSamples& samples) {
    const at::Tensor prior = fromPrior(samples, "latent prior"), other = fromPrior(samples, "latent prior again");
    if (!prior.defined())
        return none(kNoPrior);
    if (prior.size(0) < 2)
        return none("It takes at least 2 samples.");
    return {maximumMeanDiscrepancy(cloudsOf(samples).drawn, prior).item<double>(),
            "between two sets drawn from the prior: " + inDigits(maximumMeanDiscrepancy(other, prior).item<double>())};
}

} // namespace hourglass
