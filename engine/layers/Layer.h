// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Network.h"
#include "engine/core/Catalogue.h"
#include "engine/core/Computation.h"
#include "engine/core/StateArchive.h"

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>
#include <torch/nn/module.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace hourglass {

/// The computing part of one layer. Input and output are N × shape, fp32; for forwardWith() bf16 too where takesHalf().
class LayerModule : public torch::nn::Module {
public:
    /// Safe from several threads at the same time, unless couplesSamples().
    virtual at::Tensor forward(const at::Tensor& input) = 0;
    /// What forward() computes in use, without the activation, for those who cannot call it: see Computation.
    virtual Value describe(Computation& computation, const Value& input) const = 0;
    /// forward() and then the activation, at once where that is faster. Differentiable once.
    virtual at::Tensor forwardWith(const std::string& activation, const at::Tensor& input);
    /// Whether it computes in bf16 when its input comes so, at a gain.
    virtual bool takesHalf() const { return false; }
    /// Whether a sample's output depends on the others of its batch, or on earlier calls: such a batch cannot be cut
    /// into parts that are computed apart.
    virtual bool couplesSamples() const { return false; }
    /// What the next training step depends on besides weights and buffers, such as a random generator.
    virtual void remember(StateArchive) {}
};

/// One kind of layer. Stateless; all values come with the LayerSpec, which is complete by the kind's schema.
class Layer {
public:
    virtual ~Layer() = default;
    const CatalogueEntry& entry() const { return m_entry; }

    /// @throws Error when the layer cannot stand on such an input; the field is the parameter's key alone.
    virtual Shape outputShape(const Parameters& parameters, const Shape& input) const = 0;
    /// Trainable numbers.
    virtual std::int64_t parameterCount(const Parameters& parameters, const Shape& input) const;
    /// Numbers between its own steps, of one sample, that wait for the gradient besides the output.
    virtual std::int64_t innerElements(const Parameters& parameters, const Shape& input) const;
    /// Forward, one sample, without the activation; a multiply-add counts as 2.
    virtual std::int64_t flops(const Parameters& parameters, const Shape& input) const = 0;
    /// The layers that lead back from outputShape(input) to exactly `input`; possibly none.
    /// @param activation  of whatever produced `input` in the encoder; "none" when `last`
    /// @param last        nothing with weights follows in the decoder: a normalisation then has no mirror
    virtual std::vector<LayerSpec> mirror(const Parameters& parameters, const Shape& input, const std::string& activation,
                                          bool last) const = 0;
    /// Fresh weights from the generator; the module keeps the generator if it draws random numbers in
    /// training.
    virtual std::shared_ptr<LayerModule> build(const Parameters& parameters, const Shape& input,
                                               at::Generator& generator) const = 0;

protected:
    explicit Layer(CatalogueEntry entry)
        : m_entry(std::move(entry)) {}

private:
    CatalogueEntry m_entry;
};

const Catalogue<Layer>& layerCatalogue();

/// "activation" of a layer, or "none" for kinds without one.
std::string activationOf(const LayerSpec& layer);

} // namespace hourglass
