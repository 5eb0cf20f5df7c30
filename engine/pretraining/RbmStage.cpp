// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pretraining/RbmStage.h"

#include "engine/pretraining/StageFigures.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>

namespace hourglass {

namespace {

class RbmStage final : public Stage {
public:
    RbmStage(RbmPlace place, const RbmOptions& options)
        : Stage({place.title, options.epochs})
        , m_place(std::move(place))
        , m_options(options)
        , m_machine{m_place.up.weight, m_place.up.bias, m_place.down.bias, m_place.hidden}
        , m_step{at::zeros_like(m_machine.weight),
                 at::zeros_like(m_machine.hiddenBias),
                 at::zeros_like(m_machine.visibleBias),
                 {}} {}

    std::vector<TermValue> measure(const Batch& batch) override {
        const at::NoGradGuard noGradient;
        const at::Tensor visible = m_place.below(batch.target);
        m_gradient = contrastiveDivergence(m_machine, visible, *batch.noise);
        m_momentum = batch.epoch < 5 ? 0.5 : 0.9;
        const std::int64_t shown = std::min(shownSamples, visible.size(0));
        m_seen = visible.narrow(0, 0, shown);
        // From means, as in validation, not from the drawn units that drive the gradient.
        const at::Tensor rebuilt = m_machine.visibleMean(m_gradient.driven);
        m_rebuilt = rebuilt.narrow(0, 0, shown);
        return errorOf(visible, rebuilt);
    }

    void update() override {
        const at::NoGradGuard noGradient;
        const auto move = [&](at::Tensor weight, at::Tensor& step, const at::Tensor& gradient, double decay) {
            step.mul_(m_momentum).add_(gradient, learningRate()).sub_(weight, learningRate() * decay);
            weight.add_(step);
        };
        move(m_machine.weight, m_step.weight, m_gradient.weight, m_options.weightDecay);
        move(m_machine.hiddenBias, m_step.hiddenBias, m_gradient.hiddenBias, 0);
        move(m_machine.visibleBias, m_step.visibleBias, m_gradient.visibleBias, 0);
    }

    double learningRate() const override {
        return m_options.learningRate * (m_machine.hidden == Rbm::Hidden::Gaussian ? 0.01 : 1);
    }

    std::vector<TermValue> validate(const Batch& batch) override {
        const at::NoGradGuard noGradient;
        const at::Tensor visible = m_place.below(batch.target);
        return errorOf(visible, m_machine.visibleMean(m_machine.hiddenMean(visible)));
    }

    std::vector<Figure> lens() const override {
        if (!m_seen.defined())
            return {};
        return {rebuiltFigure(m_seen, m_rebuilt, m_place.visibleShape),
                filtersFigure(m_machine.weight, m_place.visibleShape)};
    }

    void remember(StateArchive archive) override {
        archive.tensor("weight", m_step.weight);
        archive.tensor("hiddenBias", m_step.hiddenBias);
        archive.tensor("visibleBias", m_step.visibleBias);
        if (!m_place.down.isTied())
            archive.tensor("decoder", m_place.down.weight); // as it was before end(), which a stop calls too
    }

    void end() override {
        const at::NoGradGuard noGradient;
        if (!m_place.down.isTied())
            at::Tensor(m_place.down.weight).copy_(m_machine.weight.t());
    }

private:
    static std::vector<TermValue> errorOf(const at::Tensor& visible, const at::Tensor& rebuilt) {
        return {{"reconstruction", (visible - rebuilt).square().sum(1).mean().item<double>(), 1, "squared error"}};
    }

    RbmPlace m_place;
    RbmOptions m_options;
    Rbm m_machine;
    RbmGradient m_step; ///< the last one, for the momentum
    RbmGradient m_gradient;
    double m_momentum = 0.5;
    at::Tensor m_seen;
    at::Tensor m_rebuilt;
};

} // namespace

std::unique_ptr<Stage> makeRbmStage(RbmPlace place, const RbmOptions& options) {
    return std::make_unique<RbmStage>(std::move(place), options);
}

} // namespace hourglass
