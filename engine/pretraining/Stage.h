// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Reports.h"
#include "engine/core/StateArchive.h"

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>

#include <limits>
#include <vector>

namespace hourglass {

/// What a stage learns from at one step.
struct Batch {
    at::Tensor input;  ///< N × sample shape, as the network sees it
    at::Tensor target; ///< N × sample shape, clean
    at::Tensor labels; ///< N, int64; undefined without classes
    /// Since the stage began, with its fraction; infinite where training does not matter.
    double epoch = std::numeric_limits<double>::infinity();
    /// For whatever is drawn; null for the most likely values instead.
    at::Generator* noise = nullptr;
};

/// A part of a training with a beginning and an end of its own. Works on the weights of the network in place, so that
/// stopping at any time keeps what was learned.
class Stage {
public:
    virtual ~Stage() = default;
    const StageInfo& info() const { return m_info; }

    /// The terms of a batch and their gradients, which are kept for update(). The weights stay as they are.
    virtual std::vector<TermValue> measure(const Batch& batch) = 0;
    /// One step along the gradients of the last measure().
    virtual void update() = 0;
    virtual double learningRate() const = 0;
    /// The terms of held-out samples; changes nothing.
    virtual std::vector<TermValue> validate(const Batch& batch) = 0;
    /// What this stage has to show, besides the lens of the variant.
    virtual std::vector<Figure> lens() const { return {}; }
    /// Called once after the last step, also when training is stopped inside the stage.
    virtual void end() {}
    /// What it needs, besides the network's weights, to go on where it was.
    virtual void remember(StateArchive archive) = 0;

protected:
    explicit Stage(StageInfo info)
        : m_info(std::move(info)) {}

private:
    StageInfo m_info;
};

} // namespace hourglass
