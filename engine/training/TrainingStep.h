// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/variants/Autoencoder.h"

#include <functional>
#include <memory>
#include <vector>

namespace hourglass {

/// Training of the whole autoencoder by the gradient of its objective, and of a discriminator beside it, if the variant has
/// one, by the gradient of its own: both at the same point, and neither moves the other's weights.
class TrainingStep {
public:
    virtual ~TrainingStep() = default;

    /// Makes samples [first, first + count) of a batch, in main memory, with random numbers from `noise`. May be called on
    /// several threads.
    using PartMaker = std::function<Batch(std::int64_t first, std::int64_t count, at::Generator& noise)>;
    /// The terms of one batch, and their gradients, which are kept for update().
    virtual std::vector<TermValue> measure(std::int64_t samples, const PartMaker& make) = 0;
    /// One step along the gradients of the last measure(), which must have been there.
    virtual void update(double learningRate) = 0;
    /// Those of the last measure(), which must have been there, for each weight of the autoencoder, then of its opponent;
    /// undefined where one has none.
    virtual std::vector<at::Tensor> gradients() = 0;
    /// Takes over parameters that change while training runs.
    virtual void setExperiment(const Experiment& experiment) = 0;
    /// With how many threads the caller should compute beside it: idle arithmetic threads that wait for the next
    /// operation would take the cores of those that work.
    virtual int threadsBeside() const = 0;
    /// Sees to it that the weights of the autoencoder are those that the last update() led to.
    virtual void deliver() {}
    /// What it needs, besides the autoencoder's weights, to go on where it was.
    virtual void remember(StateArchive archive) = 0;
};

} // namespace hourglass
