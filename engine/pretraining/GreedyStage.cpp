// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/pretraining/GreedyStage.h"

#include "engine/objective/Sparsity.h"
#include "engine/pretraining/GradientStep.h"
#include "engine/pretraining/StageFigures.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>

namespace hourglass {

namespace {

/// In nats. Without LibTorch's refusal of numbers that are none: those are for the caller to find.
at::Tensor crossEntropyPerFeature(const at::Tensor& rebuilt, const at::Tensor& clean) {
    const at::Tensor shown = rebuilt.clamp(1e-7, 1 - 1e-7);
    return -(clean * shown.log() + (1 - clean) * (1 - shown).log());
}

class GreedyStage final : public Stage {
public:
    GreedyStage(GreedyPlace place, const GreedyOptions& options)
        : Stage({place.title, options.epochs})
        , m_place(std::move(place))
        , m_options(options)
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
        return {rebuiltFigure(seen, m_place.back(m_place.forward(seen)), m_place.inputShape),
                filtersFigure(m_place.filters, m_place.inputShape)};
    }

private:
    struct Losses {
        at::Tensor reconstruction;
        at::Tensor sparsity; ///< undefined without a weight
    };
    Losses lossesOf(const Batch& batch) const {
        const at::Tensor clean = samplesBelow(batch.target);
        at::Tensor seen = clean;
        if (m_options.masking > 0)
            seen = clean * (at::empty_like(clean).uniform_(0, 1, *batch.noise) >= m_options.masking);
        const at::Tensor hidden = m_place.forward(seen);
        const at::Tensor rebuilt = m_place.back(hidden);
        const at::Tensor perFeature =
            m_place.inUnitRange ? crossEntropyPerFeature(rebuilt, clean) : (rebuilt - clean).square();
        Losses losses{perFeature.flatten(1).sum(1).mean(), {}};
        if (m_options.sparsity > 0) {
            BatchView view;
            view.code.value = hidden;
            losses.sparsity = m_sparsity->value(view);
        }
        return losses;
    }

    at::Tensor samplesBelow(const at::Tensor& samples) const {
        const at::NoGradGuard noGradient;
        return m_place.below(samples).flatten(1);
    }

    std::vector<TermValue> termsOf(const Losses& losses) const {
        std::vector<TermValue> terms{
            {"reconstruction", losses.reconstruction.item<double>(), 1, m_place.inUnitRange ? "nats" : "squared error"}};
        if (losses.sparsity.defined())
            terms.push_back({m_sparsity->name(), losses.sparsity.item<double>(), m_options.sparsity, m_sparsity->unit()});
        return terms;
    }

    GreedyPlace m_place;
    GreedyOptions m_options;
    std::unique_ptr<const Term> m_sparsity;
    GradientStep m_step{m_place.weights};
    at::Tensor m_looked; ///< the first samples of the last batch
};

} // namespace

std::unique_ptr<Stage> makeGreedyStage(GreedyPlace place, const GreedyOptions& options) {
    return std::make_unique<GreedyStage>(std::move(place), options);
}

} // namespace hourglass
