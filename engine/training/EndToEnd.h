// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/training/Crew.h"
#include "engine/training/Optimiser.h"
#include "engine/variants/Autoencoder.h"

#include <vector>

namespace hourglass {

/// Training of the whole autoencoder by the gradient of its objective. A batch is cut into one part for each member of
/// a crew and the parts' gradients are added up, always in the same order: the sum is that of the whole batch, and the
/// timing of the threads has no influence on it.
class EndToEnd {
public:
    /// @param members  of the crew; fewer are used where samples are coupled or where there is too little to do
    EndToEnd(const Experiment& experiment, Autoencoder& autoencoder, int members);

    /// With how many threads the caller should compute beside it: idle arithmetic threads that wait for the next
    /// operation would take the crew's cores.
    int threadsBeside() const { return m_crew.size() > 1 ? 1 : m_members; }

    /// The terms of one batch, and their gradients, which are kept for update().
    /// @param input, target  N × sample shape
    /// @param epoch          see BatchView
    std::vector<TermValue> measure(const at::Tensor& input, const at::Tensor& target, double epoch);
    /// Takes over parameters that change while training runs.
    void setExperiment(const Experiment& experiment);
    /// One step along the gradients of the last measure().
    void update(double learningRate);

private:
    struct Part {
        std::vector<at::Tensor> gradients; ///< one for each weight, undefined where it has none
        std::vector<TermValue> terms;
    };
    Part measurePart(const at::Tensor& input, const at::Tensor& target, double epoch, double share, int member);

    Autoencoder& m_autoencoder;
    Objective m_objective;
    std::vector<at::Tensor> m_weights;
    double m_clip;
    int m_members;
    Crew m_crew;
    std::vector<at::Generator> m_noise; ///< one for each member, so that none waits for another
    std::vector<Optimiser> m_optimisers; ///< one for each member, with about the same number of weights
};

} // namespace hourglass
