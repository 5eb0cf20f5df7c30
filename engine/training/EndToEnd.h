// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/training/Crew.h"
#include "engine/training/Optimiser.h"
#include "engine/variants/Autoencoder.h"

#include <vector>

namespace hourglass {

/// Training of the whole autoencoder by the gradient of its objective, and of a discriminator beside it, if the variant has
/// one, by the gradient of its own: both at the same point, and neither moves the other's weights. A batch is cut into one
/// part for each member of a crew and the parts' gradients are added up, always in the same order: the sum is that of the
/// whole batch, and the timing of the threads has no influence on it.
class EndToEnd {
public:
    /// @param members  of the crew; fewer are used where samples are coupled or where there is too little to do
    EndToEnd(const Experiment& experiment, Autoencoder& autoencoder, int members);

    /// With how many threads the caller should compute beside it: idle arithmetic threads that wait for the next
    /// operation would take the crew's cores.
    int threadsBeside() const { return m_crew.size() > 1 ? 1 : m_members; }

    /// The terms of one batch, and their gradients, which are kept for update().
    /// @param batch  its noise is left aside: every member of the crew has a source of its own
    std::vector<TermValue> measure(const Batch& batch);
    /// Takes over parameters that change while training runs.
    void setExperiment(const Experiment& experiment);
    /// One step along the gradients of the last measure().
    void update(double learningRate);

private:
    struct Part {
        std::vector<at::Tensor> gradients; ///< one for each of m_weights, undefined where it has none
        std::vector<TermValue> terms;
    };
    /// @param share  of the part in the whole batch
    Part measurePart(const Batch& part, double share);

    Autoencoder& m_autoencoder;
    Objective m_objective;
    std::vector<at::Tensor> m_ownWeights;
    std::vector<at::Tensor> m_opponentsWeights;
    std::vector<at::Tensor> m_weights; ///< both, one after the other
    double m_clip;
    int m_members;
    Crew m_crew;
    std::vector<at::Generator> m_noise;  ///< one for each member, so that none waits for another
    std::vector<Optimiser> m_optimisers; ///< one for each member, with about the same number of weights
};

} // namespace hourglass
