// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/kernels/Optimiser.h"
#include "engine/layers/FactoredGradients.h"
#include "engine/training/Crew.h"
#include "engine/training/TrainingStep.h"

#include <functional>
#include <memory>
#include <vector>

namespace hourglass {

/// In main memory, by a crew of threads. A batch is cut into one part for each member and the parts' gradients are added
/// up, always in the same order: the sum is that of the whole batch, and the timing of the threads has no influence on it.
class CrewStep final : public TrainingStep {
public:
    /// @param members  of the crew; fewer are used where samples are coupled or where there is too little to do
    CrewStep(const Experiment& experiment, Autoencoder& autoencoder, int members);

    std::vector<TermValue> measure(std::int64_t samples, const PartMaker& make) override;
    void update(double learningRate) override;
    std::vector<at::Tensor> gradients() override;
    void setExperiment(const Experiment& experiment) override;
    void remember(StateArchive archive) override;
    int threadsBeside() const override { return m_crew.size() > 1 ? 1 : m_members; }

private:
    struct Part {
        std::vector<at::Tensor> gradients;                 ///< one for each of m_weights, undefined where it has none
        std::vector<std::vector<GradientFactors>> factors; ///< one list for each of m_weights, of what is to be added
        std::vector<TermValue> terms;
        double share = 0; ///< of the part in the whole batch
    };
    /// Numbers [first, last) of one weight, whole rows where it is a matrix: what is added up, moved and copied at a time.
    struct Block {
        std::size_t weight;
        std::int64_t first;
        std::int64_t last;
        std::int64_t count() const { return last - first; }
    };
    void cutIntoBlocks(std::size_t weight);
    Part measurePart(const Batch& part, double share);
    bool hasGradient(std::size_t weight) const;
    /// For each block that has a gradient, on all threads.
    /// @param work  its room is the thread's own, for as many numbers as a block has at most
    void forEachBlock(const std::function<void(std::size_t block, float* room)>& work);
    /// The gradient of a block, added up over the parts; in `room` where it does not lie ready.
    const float* gradientOf(const Block& block, float* room) const;
    /// What the gradients of the weights [first, last) are to be multiplied with, so that they are no longer than allowed.
    double shortening(std::size_t first, std::size_t last, const std::vector<double>& squares) const;

    Autoencoder& m_autoencoder;
    Objective m_objective;
    std::vector<at::Tensor> m_weights; ///< the autoencoder's, then its opponent's
    std::size_t m_ownWeights;          ///< how many are the autoencoder's
    std::vector<Block> m_blocks;
    std::int64_t m_largestBlock = 0;                              ///< numbers
    std::vector<std::vector<std::shared_ptr<HalfCopy>>> m_copies; ///< of each weight
    Optimiser m_optimiser;
    double m_clip;
    int m_members;
    Crew m_crew;
    std::vector<at::Generator> m_noise; ///< one for each member, so that none waits for another
    std::vector<Part> m_parts;          ///< of the last measure()
};

} // namespace hourglass
