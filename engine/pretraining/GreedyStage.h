// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Shape.h"
#include "engine/objective/Reconstruction.h"
#include "engine/pretraining/Stage.h"

#include <functional>
#include <memory>
#include <string>

namespace hourglass {

struct GreedyOptions {
    std::int64_t epochs = 10;
    double learningRate = 1e-3;
    double masking = 0.25; ///< share of the layer's inputs set to zero; 0 for none
    double sparsity = 0;   ///< weight of the sum of the layer's activities; 0 for none
};

/// One layer of the encoder and the one of the decoder that leads back, trained as a small autoencoder by themselves.
struct GreedyPlace {
    std::string title;
    std::function<at::Tensor(const at::Tensor&)> below;   ///< the samples as the layers below hand them on
    std::function<at::Tensor(const at::Tensor&)> forward; ///< through the layer
    std::function<at::Tensor(const at::Tensor&)> back;    ///< through its mirror: from this `rule` makes what came in
    std::vector<at::Tensor> weights;                      ///< of both
    OutputRule rule;                                      ///< how far what comes back is from what came in
    at::Tensor filters;                                   ///< the layer's own weights: units × inputs
    Shape inputShape;                                     ///< how what comes in is to be shown
};

/// Greedy layer-wise pretraining (Bengio et al., NeurIPS 2006), with corrupted input (Vincent et al., JMLR 2010), sparse
/// activities (Ng, CS294A lecture notes, 2011), or both: the layer must rebuild its clean input. Adam.
std::unique_ptr<Stage> makeGreedyStage(GreedyPlace place, const GreedyOptions& options);

} // namespace hourglass
