// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pretraining/GreedyStage.h"

#include "engine/pretraining/StageFigures.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <torch/optim/adam.h>

#include <algorithm>

namespace hourglass {

namespace {

class GreedyStage final : public Stage {
public:
    GreedyStage(GreedyPlace place, const GreedyOptions& options)
        : Stage({place.title, options.epochs}), m_place(std::move(place)), m_options(options),
          m_adam(m_place.weights, torch::optim::AdamOptions(options.learningRate)) {}

    std::vector<TermValue> measure(const Batch& batch) override {
        m_adam.zero_grad();
        const at::Tensor loss = lossOf(batch);
        m_looked = batch.target.narrow(0, 0, std::min(shownSamples, batch.target.size(0)));
        loss.backward();
        return termsOf(loss);
    }

    void update() override { m_adam.step(); }
    double learningRate() const override { return m_options.learningRate; }

    std::vector<TermValue> validate(const Batch& batch) override {
        const at::NoGradGuard noGradient;
        return termsOf(lossOf(batch));
    }

    std::vector<Figure> lens() const override {
        if (!m_looked.defined())
            return {};
        const at::NoGradGuard noGradient;
        const at::Tensor seen = samplesBelow(m_looked);
        return {rebuiltFigure(seen, m_place.back(m_place.forward(seen)), m_place.inputShape),
                filtersFigure(m_place.filters, m_place.inputShape)};
    }

private:
    at::Tensor lossOf(const Batch& batch) const {
        const at::Tensor clean = samplesBelow(batch.target);
        at::Tensor seen = clean;
        if (m_options.masking > 0)
            seen = clean * (at::empty_like(clean).uniform_(0, 1, *batch.noise) >= m_options.masking);
        const at::Tensor rebuilt = m_place.back(m_place.forward(seen));
        const at::Tensor perFeature =
            m_place.inUnitRange
                ? at::binary_cross_entropy(rebuilt.clamp(1e-7, 1 - 1e-7), clean, {}, at::Reduction::None)
                : (rebuilt - clean).square();
        return perFeature.flatten(1).sum(1).mean();
    }

    at::Tensor samplesBelow(const at::Tensor& samples) const {
        const at::NoGradGuard noGradient;
        return m_place.below(samples).flatten(1);
    }

    std::vector<TermValue> termsOf(const at::Tensor& loss) const {
        return {{"reconstruction", loss.item<double>(), 1, m_place.inUnitRange ? "nats" : "squared error"}};
    }

    GreedyPlace m_place;
    GreedyOptions m_options;
    torch::optim::Adam m_adam;
    at::Tensor m_looked; ///< the first samples of the last batch
};

} // namespace

std::unique_ptr<Stage> makeGreedyStage(GreedyPlace place, const GreedyOptions& options) {
    return std::make_unique<GreedyStage>(std::move(place), options);
}

} // namespace hourglass
