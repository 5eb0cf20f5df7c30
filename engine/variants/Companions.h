// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/layers/Stack.h"
#include "engine/objective/Objective.h"

#include <torch/nn/module.h>

#include <cstdint>
#include <memory>
#include <vector>

namespace hourglass {

/// Learns to tell genuine samples from forged ones, while the autoencoder learns to forge (Goodfellow et al., Generative
/// Adversarial Nets, NeurIPS 2014).
class Discriminator final : public torch::nn::Module {
public:
    /// @param judged  shape of what it is shown: pictures, or codes
    Discriminator(const Shape& judged, at::Generator& weights);
    /// How many weights it would have.
    static std::int64_t parameterCount(const Shape& judged);

    /// N × judged → N: the log-odds that each is genuine.
    at::Tensor score(const at::Tensor& samples);
    const std::shared_ptr<Stack>& layers() const { return m_layers; }

private:
    std::shared_ptr<Stack> m_layers;
};

/// Tells the classes of samples apart. It learns before the autoencoder does, and is then only looked at: what its hidden
/// layers see is nearer to what people see than single pixels are.
class Classifier final : public torch::nn::Module {
public:
    Classifier(const Shape& sample, std::int64_t classes, at::Generator& weights);
    /// How many weights it would have.
    static std::int64_t parameterCount(const Shape& sample, std::int64_t classes);

    /// N × sample shape → N × classes: the logarithms of the odds, up to a constant.
    at::Tensor scores(const at::Tensor& samples);
    /// N × sample shape → what each hidden layer makes of it.
    std::vector<at::Tensor> features(const at::Tensor& samples);
    const std::shared_ptr<Stack>& layers() const { return m_layers; }

private:
    std::shared_ptr<Stack> m_layers;
};

/// Networks beside the autoencoder, for the terms of its objective. Null where a variant has none.
struct Companions {
    std::shared_ptr<Discriminator> discriminator;
    std::shared_ptr<Classifier> classifier;
};

/// "adversarial": −log D(forged), in nats, averaged over what was forged: the autoencoder's side of the game, in the form
/// that does not fade while the discriminator is ahead (Goodfellow et al., section 3). Zero where nothing was forged.
std::unique_ptr<const Term> makeDeception(std::shared_ptr<Discriminator> discriminator, double weight);
/// "discriminator": −log D(genuine) − log (1 − D(forged)), the other side; 2 log 2 = 1.39 nats when it can only guess. Never
/// moves the autoencoder.
std::unique_ptr<const Term> makeDetection(std::shared_ptr<Discriminator> discriminator);
/// "features": the squared distance between what the classifier's hidden layers see in the target and in the reconstruction,
/// a plain sum over units and layers (after Hou et al., Deep Feature Consistent Variational Autoencoder, WACV 2017, who
/// divide the sum of a layer of C maps of W × H by 2·C·W·H).
/// @param sigmoid  whether the reconstruction is σ(output)
std::unique_ptr<const Term> makeFeatureDistance(std::shared_ptr<Classifier> classifier, bool sigmoid, double weight);

} // namespace hourglass
