// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/layers/DenseRun.h"
#include "engine/layers/Layer.h"

#include <torch/nn/module.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hourglass {

/// The weights of a dense layer. Both tensors are the layer's own: what is written into them, it uses.
struct DenseWeights {
    at::Tensor weight; ///< units × inputs; a view into another layer's where the two are tied
    at::Tensor bias;   ///< units

    bool isTied() const { return !weight.is_leaf(); }
};

/// As long as it lives, what stacks compute on this thread can be differentiated twice. That is slower.
class TwiceDifferentiable {
public:
    TwiceDifferentiable() { ++s_count; }
    ~TwiceDifferentiable() { --s_count; }
    TwiceDifferentiable(const TwiceDifferentiable&) = delete;
    TwiceDifferentiable& operator=(const TwiceDifferentiable&) = delete;
    static bool isWanted() { return s_count > 0; }

private:
    static thread_local int s_count;
};

/// Layers one after the other, each with its activation. The weights are named after the layer's place:
/// "0.weight".
class Stack final : public torch::nn::Module {
public:
    /// Fresh weights from the generator.
    /// @param layers  complete, and known by inspect() to stand on `input`; may be none
    /// @param tied    for each dense layer in turn, the weights whose transpose it uses in place of weights of its own; or
    ///                none
    Stack(const std::vector<LayerSpec>& layers, const Shape& input, at::Generator& generator,
          const std::vector<at::Tensor>& tied = {});

    /// N × inputShape() → N × outputShape().
    at::Tensor forward(const at::Tensor& input);
    /// One layer and its activation, so that a caller can look at everything in between.
    at::Tensor forwardLayer(std::size_t index, const at::Tensor& input);

    /// What forward() computes in use.
    Value describe(Computation& computation, const Value& input) const;

    /// In which numbers matrix products are taken from now on; at first fp32.
    void setPrecision(Precision precision) { m_precision = precision; }
    Precision precision() const { return m_precision; }
    /// Whether bf16 saves time in any of its layers, on processors that are made for it.
    bool gainsFromHalf() const;
    /// The copies of weights that products in bf16 are taken from.
    std::vector<std::shared_ptr<HalfCopy>> halfCopies() const;

    /// Whether one of its layers does: see LayerModule.
    bool couplesSamples() const;

    /// @throws std::logic_error when that layer is not dense
    DenseWeights denseWeights(std::size_t index) const;
    /// The layer as forwardDense() takes it. @throws std::logic_error when that layer is not dense
    const DenseStep& denseStep(std::size_t index) const;
    /// The weights of every dense layer, in their order.
    std::vector<at::Tensor> allDenseWeights() const;
    /// The layer's weights, as large as its kind has them; undefined for kinds without.
    at::Tensor weight(std::size_t index) const;
    /// The first `count` layers.
    at::Tensor forwardFirst(std::size_t count, const at::Tensor& input);
    const std::string& activation(std::size_t index) const { return m_stages.at(index).activation; }
    bool isDense(std::size_t index) const { return m_stages.at(index).dense.has_value(); }

    std::size_t size() const { return m_stages.size(); }
    const Shape& inputShape() const { return m_inputShape; }
    const Shape& outputShape() const { return m_outputShape; }

private:
    at::Tensor forwardRange(std::size_t first, std::size_t last, const at::Tensor& input);

    struct Stage {
        std::string kind;
        std::shared_ptr<LayerModule> module;
        std::string activation;
        std::optional<DenseStep> dense; ///< of a dense layer
    };

    std::vector<Stage> m_stages;
    Precision m_precision = Precision::Full;
    Shape m_inputShape;
    Shape m_outputShape;
};

} // namespace hourglass
