// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Data.h"
#include "engine/api/Network.h"
#include "engine/bottleneck/Bottleneck.h"
#include "engine/layers/Stack.h"
#include "engine/objective/Objective.h"

#include <torch/nn/module.h>

#include <memory>

namespace hourglass {

/// Encoder, bottleneck and decoder of one experiment, with their weights. fp32 throughout.
class Autoencoder final : public torch::nn::Module {
public:
    /// Fresh weights from the experiment's seed.
    /// @param experiment  complete
    /// @throws Error naming the field: a fault of the network, or what the variant cannot work with
    Autoencoder(const Experiment& experiment, const Shape& sampleShape, bool dataInUnitRange);

    /// One batch on its way through: fills code and output. `input` is N × sample shape.
    BatchView forward(const at::Tensor& input, const at::Tensor& target);
    /// N × sample shape → N × code shape.
    at::Tensor encode(const at::Tensor& input);
    /// N × code shape → N × sample shape, in the data's range.
    at::Tensor decode(const at::Tensor& code);
    /// decode(encode(input)).
    at::Tensor reconstruct(const at::Tensor& input) { return decode(encode(input)); }

    /// Whether one of its layers does: see LayerModule.
    bool couplesSamples() const { return m_encoder->couplesSamples() || m_decoder->couplesSamples(); }

    const NetworkReport& network() const { return m_network; }
    const OutputRule& outputRule() const { return m_outputRule; }
    Objective objective() const;

private:
    at::Tensor outputOf(const at::Tensor& code);

    Experiment m_experiment;
    NetworkReport m_network;
    OutputRule m_outputRule;
    std::shared_ptr<Stack> m_encoder;
    std::shared_ptr<Stack> m_code;
    std::shared_ptr<Stack> m_decoder;
    std::shared_ptr<Bottleneck> m_bottleneck;
};

} // namespace hourglass
