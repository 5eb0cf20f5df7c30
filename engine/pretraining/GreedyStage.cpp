// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pretraining/GreedyStage.h"

#include "engine/core/Random.h"
#include "engine/objective/Sparsity.h"
#include "engine/pretraining/GradientStep.h"
#include "engine/pretraining/StageFigures.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>

namespace hourglass {

namespace {

class GreedyStage final : public Stage {
public:
    GreedyStage(GreedyPlace place, const GreedyOptions& options)
        : Stage({place.title, options.epochs})
        , m_place(std::move(place))
        , m_options(options)
        , m_reconstruction(makeReconstruction(m_place.rule))
        , m_sparsity(makeSparsityL1(options.sparsity)) {}

    std::vector<TermValue> measure(const Batch& batch) override {
        const Losses losses = lossesOf(batch);
        m_looked = batch.target.narrow(0, 0, std::min(shownSamples, batch.target.size(0)));
        // At weight 0 the penalty is left out: zero times infinity would be no number.
        const at::Tensor objective =
            losses.sparsity.defined() ? losses.reconstruction + m_options.sparsity * losses.sparsity : losses.reconstruction;
        m_step.measure(objective);
        return termsOf(losses);
    }

    void update() override { m_step.take(learningRate()); }
    void remember(StateArchive archive) override { m_step.remember(archive); }
    double learningRate() const override { return m_options.learningRate; }

    std::vector<TermValue> validate(const Batch& batch) override {
        const at::NoGradGuard noGradient;
        return termsOf(lossesOf(batch));
    }

    std::vector<Figure> lens() const override {
        if (!m_looked.defined())
            return {};
        const at::NoGradGuard noGradient;
        const at::Tensor seen = samplesBelow(m_looked);
        const at::Tensor rebuilt = m_place.rule.reconstruction(m_place.back(m_place.forward(seen)));
        return {rebuiltFigure(seen, rebuilt, m_place.inputShape), filtersFigure(m_place.filters, m_place.inputShape)};
    }

private:
    struct Losses {
        at::Tensor reconstruction;
        at::Tensor sparsity; ///< undefined without a weight
    };
    Losses lossesOf(const Batch& batch) const {
        BatchView view;
        view.target = samplesBelow(batch.target);
        view.input = view.target;
        if (m_options.masking > 0)
            view.input = coinsLike(view.target, 1 - m_options.masking, *batch.noise).mul_(view.target);
        view.code.value = m_place.forward(view.input);
        view.output = m_place.back(view.code.value);
        return {m_reconstruction->value(view), m_options.sparsity > 0 ? m_sparsity->value(view) : at::Tensor()};
    }

    at::Tensor samplesBelow(const at::Tensor& samples) const {
        const at::NoGradGuard noGradient;
        return m_place.below(samples).flatten(1);
    }

    std::vector<TermValue> termsOf(const Losses& losses) const {
        std::vector<TermValue> terms{
            {m_reconstruction->name(), losses.reconstruction.item<double>(), 1, m_reconstruction->unit()}};
        if (losses.sparsity.defined())
            terms.push_back({m_sparsity->name(), losses.sparsity.item<double>(), m_options.sparsity, m_sparsity->unit()});
        return terms;
    }

    GreedyPlace m_place;
    GreedyOptions m_options;
    std::unique_ptr<const Term> m_reconstruction;
    std::unique_ptr<const Term> m_sparsity;
    GradientStep m_step{m_place.weights};
    at::Tensor m_looked; ///< the first samples of the last batch
};

} // namespace

std::unique_ptr<Stage> makeGreedyStage(GreedyPlace place, const GreedyOptions& options) {
    return std::make_unique<GreedyStage>(std::move(place), options);
}

} // namespace hourglass
