// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Data.h"
#include "engine/api/Network.h"
#include "engine/objective/Objective.h"
#include "engine/variants/Recipe.h"

#include <torch/nn/module.h>

#include <limits>
#include <memory>
#include <vector>

namespace hourglass {

/// Encoder, bottleneck and decoder of one experiment, with their weights. fp32 throughout.
class Autoencoder final : public torch::nn::Module {
public:
    /// Fresh weights from the experiment's seed.
    /// @param experiment  complete
    /// @throws Error naming the field: a fault of the network, or what the variant cannot work with
    Autoencoder(const Experiment& experiment, const Shape& sampleShape, bool dataInUnitRange);

    /// One batch on its way through: fills code and output. `input` is N × sample shape.
    /// @param noise  for what the variant draws; null for the most likely code
    /// @param epoch  see BatchView
    BatchView forward(const at::Tensor& input, const at::Tensor& target, at::Generator* noise = nullptr,
                      double epoch = std::numeric_limits<double>::infinity());
    /// N × sample shape → the code with all that the bottleneck knows of it.
    Code codeOf(const at::Tensor& input, at::Generator* noise = nullptr);
    /// N × sample shape → N × code shape, the most likely code.
    at::Tensor encode(const at::Tensor& input) { return codeOf(input).value; }
    /// N × code shape → N × sample shape, in the data's range.
    at::Tensor decode(const at::Tensor& code);
    /// decode(encode(input)).
    at::Tensor reconstruct(const at::Tensor& input) { return decode(encode(input)); }
    /// Whether a sample must not be computed apart from its batch: see LayerModule.
    bool couplesSamples() const { return m_parts.encoder->couplesSamples() || m_parts.decoder->couplesSamples(); }

    /// Takes over parameters that change while training runs.
    void setExperiment(const Experiment& experiment) { m_experiment = experiment; }
    const NetworkReport& network() const { return m_network; }
    const OutputRule& outputRule() const { return m_parts.outputRule; }
    const Parts& parts() const { return m_parts; }
    Objective objective() const;
    std::vector<std::unique_ptr<Stage>> pretraining() const;
    std::vector<Figure> lens(const LensView& view) const;

private:
    at::Tensor outputOf(const at::Tensor& code);
    const Recipe& recipe() const;

    Experiment m_experiment;
    NetworkReport m_network;
    Parts m_parts;
};

} // namespace hourglass
