// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Data.h"
#include "engine/api/Network.h"
#include "engine/objective/Objective.h"
#include "engine/variants/LayerNames.h"
#include "engine/variants/Recipe.h"

#include <torch/nn/module.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace hourglass {

/// Where fresh weights come from: the experiment's seed.
at::Generator weightsGenerator(const Experiment& experiment);
/// Encoder, code layer, bottleneck and decoder with fresh weights, as far as `report` says that the network stands: a faulty
/// one has layers up to its fault, without code, bottleneck and decoder where that is at or before the code. Nothing else is
/// filled but the output rule.
/// @param experiment  complete
Parts freshParts(const Experiment& experiment, const DataTraits& data, const NetworkReport& report, at::Generator& weights);

/// Encoder, bottleneck and decoder of one experiment, with their weights, which are fp32.
class Autoencoder final : public torch::nn::Module {
public:
    /// Fresh weights from the experiment's seed.
    /// @param experiment  complete
    /// @throws Error naming the field: a fault of the network, or what the variant cannot work with
    Autoencoder(const Experiment& experiment, const DataTraits& data);

    // Labels (N, int64) matter where the variant tells classes; undefined ones mean that the classes are unknown.

    /// One batch on its way through: fills code and output, and what a discriminator compares.
    BatchView forward(const Batch& batch);
    /// N × sample shape → the code with all that the bottleneck knows of it.
    /// @param noise  for what the variant draws; null for the most likely code
    Code codeOf(const at::Tensor& input, const at::Tensor& labels = {}, at::Generator* noise = nullptr);
    /// N × sample shape → N × code shape, the most likely code.
    at::Tensor encode(const at::Tensor& input, const at::Tensor& labels = {}) { return codeOf(input, labels).value; }
    /// N × code shape → N × sample shape, in the data's range.
    /// @param input  what was encoded, or undefined: see OutputRule::applied()
    at::Tensor decode(const at::Tensor& code, const at::Tensor& labels = {}, const at::Tensor& input = {});
    /// decode(encode(input)).
    at::Tensor reconstruct(const at::Tensor& input, const at::Tensor& labels = {}) {
        return decode(encode(input, labels), labels, input);
    }
    /// encode() and decode(), described. Inputs are "input" or "code" and, where the variant tells classes, "classes": see
    /// Parts::describeRawCode(). Where the output is a difference, the decoder's last input is "input".
    Computation describeEncoder() const;
    Computation describeDecoder() const;
    /// Codes to generate from, count × code shape; undefined where the bottleneck has none: see Bottleneck::sampled().
    at::Tensor drawnCodes(std::int64_t count, at::Generator& noise) {
        return m_parts.bottleneck->sampled(count, m_network.code->output, noise);
    }
    /// In which numbers the products of its layers and of its companions' are taken from now on; at first fp32.
    void setPrecision(Precision precision);
    Precision precision() const { return m_parts.encoder->precision(); }
    bool gainsFromHalf() const;
    std::vector<std::shared_ptr<HalfCopy>> halfCopies() const;
    /// Whether a sample must not be computed apart from its batch: see LayerModule.
    bool couplesSamples() const { return m_parts.encoder->couplesSamples() || m_parts.decoder->couplesSamples(); }

    /// Takes over parameters that change while training runs.
    void setExperiment(const Experiment& experiment) { m_experiment = experiment; }
    const NetworkReport& network() const { return m_network; }
    const DataTraits& data() const { return m_data; }
    /// The weights that the objective moves, without those that `training.frozen` names, and those that the discriminator's
    /// own objective moves. What a companion learned before stays.
    std::vector<at::Tensor> ownWeights() const;
    std::vector<at::Tensor> opponentsWeights() const;
    const OutputRule& outputRule() const { return m_parts.outputRule; }
    const Parts& parts() const { return m_parts; }
    Objective objective() const;
    /// What its layers remember besides weights and buffers.
    void remember(StateArchive archive);
    /// Of a training from fresh weights, before its first step. @throws Error naming the field of a file that is missing
    void begin() const;
    std::vector<std::unique_ptr<Stage>> pretraining() const;
    std::vector<Figure> lens(const LensView& view) const;

private:
    /// All of its layers, and those of its companions.
    std::vector<std::shared_ptr<Stack>> stacks() const;
    void freeze(const LayerNames& layers);
    at::Tensor outputOf(const at::Tensor& code, const at::Tensor& labels, const at::Tensor& input);
    void requirePossibleOutput() const;
    const Recipe& recipe() const;

    Experiment m_experiment;
    DataTraits m_data;
    NetworkReport m_network;
    Parts m_parts;
};

/// Every weight and running statistic by its name in the network, "encoder.0.weight"; the network's own tensors.
std::map<std::string, at::Tensor> namedState(const Autoencoder& autoencoder);
/// All of that, into another one of the same network; its samples may be of another size, its tensors on another device.
void copyState(const Autoencoder& from, const Autoencoder& to);
/// @param experiment  what `original` was made from
std::shared_ptr<Autoencoder> copyOf(const Experiment& experiment, const Autoencoder& original);

} // namespace hourglass
