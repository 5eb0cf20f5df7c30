// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Data.h"
#include "engine/bottleneck/Bottleneck.h"
#include "engine/layers/Stack.h"
#include "engine/objective/Reconstruction.h"
#include "engine/variants/Companions.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace hourglass {

/// What a network must know of the data before it is built.
struct DataTraits {
    Shape shape; ///< of a sample
    bool inUnitRange = true;
    std::int64_t classes = 0; ///< 0 without labels

    static DataTraits of(const DatasetInfo& info);
    bool operator==(const DataTraits&) const = default;
};

/// What the layers make of samples, one after the other: each N × the layer's output shape.
struct LayerOutputs {
    std::vector<at::Tensor> encoder;
    at::Tensor code; ///< the most likely one, after the bottleneck; undefined where the network does not reach that far
    std::vector<at::Tensor> decoder; ///< the last one as the output rule takes it
};

/// The network that a recipe's terms, stages and lens work with.
struct Parts {
    std::shared_ptr<Stack> encoder;
    std::shared_ptr<Stack> code; ///< the one layer that makes the code
    std::shared_ptr<Stack> decoder;
    std::shared_ptr<Bottleneck> bottleneck;
    OutputRule outputRule;
    Companions companions;
    std::int64_t toldClasses = 0; ///< how many classes code layer and decoder are told apart; 0 when they are told nothing

    /// What the code layer makes of N × sample shape, before the bottleneck.
    /// @param labels  N, int64; undefined where the classes are unknown
    at::Tensor rawCode(const at::Tensor& input, const at::Tensor& labels = {}) const;
    /// What the decoder makes of N × code shape; logits where the output's activation is the sigmoid.
    at::Tensor output(const at::Tensor& code, const at::Tensor& labels = {}) const;

    /// Everything between N × sample shape and the output.
    LayerOutputs layerOutputs(const at::Tensor& input, const at::Tensor& labels = {}) const;

    // The same, described.
    /// @param classes  N × toldClasses: 1 for the sample's class and 0 for the others; 1 / toldClasses where it is unknown
    Value describeRawCode(Computation& computation, const Value& input, const Value& classes) const;
    Value describeOutput(Computation& computation, const Value& code, const Value& classes) const;
};

} // namespace hourglass
