// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pretraining/RbmStage.h"

#include "engine/data/Dataset.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>

namespace hourglass {

namespace {

constexpr std::int64_t shownFilters = 32;
constexpr std::int64_t shownSamples = 8;

class RbmStage final : public Stage {
public:
    RbmStage(RbmPlace place, const RbmOptions& options)
        : Stage({place.title, options.epochs}), m_place(std::move(place)), m_options(options),
          m_machine{m_place.up.weight, m_place.up.bias, m_place.down.bias, m_place.hidden},
          m_step{at::zeros_like(m_machine.weight), at::zeros_like(m_machine.hiddenBias),
                 at::zeros_like(m_machine.visibleBias), {}} {}

    std::vector<TermValue> measure(const Batch& batch) override {
        const at::NoGradGuard noGradient;
        const at::Tensor visible = m_place.below(batch.target);
        m_gradient = contrastiveDivergence(m_machine, visible, *batch.noise);
        m_momentum = batch.epoch < 5 ? 0.5 : 0.9;
        const std::int64_t shown = std::min(shownSamples, visible.size(0));
        m_seen = visible.narrow(0, 0, shown);
        m_rebuilt = m_gradient.reconstruction.narrow(0, 0, shown);
        return errorOf(visible, m_gradient.reconstruction);
    }

    void update() override {
        const at::NoGradGuard noGradient;
        const auto move = [&](at::Tensor weight, at::Tensor& step, const at::Tensor& gradient, double decay) {
            step.mul_(m_momentum).add_(gradient - decay * weight, learningRate());
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
        PictureFigure rebuilt;
        for (std::int64_t i = 0; i < m_seen.size(0); ++i) {
            rebuilt.pictures.push_back(toImage(m_seen[i], m_place.visibleShape));
            rebuilt.captions.push_back("seen");
            rebuilt.pictures.push_back(toImage(m_rebuilt[i], m_place.visibleShape));
            rebuilt.captions.push_back("rebuilt");
        }
        PictureFigure filters;
        for (std::int64_t i = 0; i < std::min(shownFilters, m_machine.weight.size(0)); ++i) {
            const at::Tensor filter = m_machine.weight[i].detach();
            const float most = std::max(1e-6f, filter.abs().max().item<float>());
            filters.pictures.push_back(toImage(filter, m_place.visibleShape, -most, most));
        }
        return {{"What this machine rebuilds", "Left what it sees, right what it makes of it after one step down.",
                 rebuilt},
                {"Filters", "The weights from the units below to one unit each: grey is zero, white excites.", filters}};
    }

    void end() override {
        const at::NoGradGuard noGradient;
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
