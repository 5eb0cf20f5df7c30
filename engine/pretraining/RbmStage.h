// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/layers/Stack.h"
#include "engine/pretraining/Rbm.h"
#include "engine/pretraining/Stage.h"

#include <functional>
#include <memory>

namespace hourglass {

struct RbmOptions {
    std::int64_t epochs = 10;
    double learningRate = 0.1; ///< a hundredth of it where hidden units are Gaussian
    double weightDecay = 0.0002;
};

/// Two layers of the network seen as a restricted Boltzmann machine: the encoder's uses W, the decoder's gets Wᵀ.
struct RbmPlace {
    std::string title;
    DenseWeights up;   ///< of the encoder
    DenseWeights down; ///< of the decoder: what the machine's visible bias and Wᵀ become
    Rbm::Hidden hidden = Rbm::Hidden::Binary;
    /// The samples as the layers below hand them on, N × visible.
    std::function<at::Tensor(const at::Tensor&)> below;
    Shape visibleShape; ///< how visible units are to be shown
};

/// Trains one machine by contrastive divergence with the momentum of the paper: 0.5, from the sixth epoch 0.9.
std::unique_ptr<Stage> makeRbmStage(RbmPlace place, const RbmOptions& options);

} // namespace hourglass
