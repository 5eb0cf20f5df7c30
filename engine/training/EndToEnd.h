// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/training/Crew.h"
#include "engine/training/Optimiser.h"
#include "engine/variants/Autoencoder.h"

#include <functional>
#include <memory>
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

    /// Makes samples [first, first + count) of a batch, with random numbers from `noise`. Called on several threads.
    using PartMaker = std::function<Batch(std::int64_t first, std::int64_t count, at::Generator& noise)>;
    /// The terms of one batch, and their gradients, which are kept for update().
    std::vector<TermValue> measure(std::int64_t samples, const PartMaker& make);
    /// Takes over parameters that change while training runs.
    void setExperiment(const Experiment& experiment);
    /// One step along the gradients of the last measure().
    void update(double learningRate);
    /// Those of the last measure(), for each weight of the autoencoder, then of its opponent; undefined where one has none.
    std::vector<at::Tensor> gradients() const;

private:
    struct Part {
        std::vector<at::Tensor> gradients; ///< one for each of m_weights, undefined where it has none
        std::vector<TermValue> terms;
        double share = 0; ///< of the part in the whole batch
    };
    /// Numbers [first, last) of one weight: what is added up, moved and copied at a time.
    struct Block {
        std::size_t weight;
        std::int64_t first;
        std::int64_t last;
    };
    Part measurePart(const Batch& part, double share);
    void forEachBlock(const std::function<void(std::size_t block, const float* gradient)>& work);
    /// The gradient of a block, added up over the parts.
    /// @param room  where the sum goes, if there is more than one part: kBlock numbers
    const float* gradientOf(const Block& block, float* room) const;
    /// What the gradients of the weights [first, last) are to be multiplied with, so that they are no longer than allowed.
    double shortening(std::size_t first, std::size_t last, const std::vector<double>& squares) const;

    Autoencoder& m_autoencoder;
    Objective m_objective;
    std::vector<at::Tensor> m_weights; ///< the autoencoder's, then its opponent's
    std::size_t m_ownWeights;          ///< how many are the autoencoder's
    std::vector<Block> m_blocks;
    std::vector<std::vector<std::shared_ptr<HalfCopy>>> m_copies; ///< of each weight
    Optimiser m_optimiser;
    double m_clip;
    int m_members;
    Crew m_crew;
    std::vector<at::Generator> m_noise; ///< one for each member, so that none waits for another
    std::vector<Part> m_parts;          ///< of the last measure()
};

} // namespace hourglass
