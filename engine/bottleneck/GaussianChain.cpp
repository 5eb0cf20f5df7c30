// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bottleneck/GaussianChain.h"

#include "engine/bottleneck/GaussianBottleneck.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/LegacyTypeDispatch.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/custom_class.h>

namespace hourglass {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// What the way back needs to know of a variable, not the first.
struct Link {
    at::Tensor gated;    ///< incoming, each number times its gate
    at::Tensor hidden;   ///< N × hidden
    at::Tensor raw;      ///< N × 2 · length: the message
    at::Tensor share;    ///< N × length: the prior's, of the precision
    at::Tensor distance; ///< N × length: from the own mean to the prior's
};

struct Passage final : torch::CustomClassHolder {
    GaussianLinks links;
    std::vector<Link> each;
    at::Tensor values;
    at::Tensor deviations; ///< from the mean, as drawn; undefined where nothing was drawn
    at::Tensor priorLogVariance;
    std::vector<std::int64_t> versions;

    std::vector<std::int64_t> currentVersions() const {
        std::vector<std::int64_t> result;
        for (const auto* matrices : {&links.incoming, &links.outgoing})
            for (const at::Tensor& matrix : *matrices)
                result.push_back(matrix._version());
        return result;
    }
};

at::Tensor gatedWeights(const GaussianLinks& links, std::int64_t variable) {
    const at::Tensor& incoming = links.incoming[std::size_t(variable - 1)];
    return incoming * links.gates[variable].narrow(0, 0, incoming.size(1));
}

at::Tensor hiddenValues(const at::Tensor& values, const at::Tensor& gated) {
    return values.narrow(1, 0, gated.size(1)).mm(gated.t()).tanh();
}

/// The share s of the precision that the prior brings is a sigmoid of a = log σ₁² − log σ₂² + log t, so that
/// μ = μ₁ + s (μ₂ − μ₁) and log σ² = log σ₁² − softplus(a), and nothing overflows.
struct ChainFunction : torch::autograd::Function<ChainFunction> {
    static variable_list forward(AutogradContext* context, const at::Tensor& mean, const at::Tensor& logVariance,
                                 const at::Tensor& gates, const at::Tensor& logTrust, at::TensorList matrices,
                                 const c10::optional<at::Tensor>& noise) {
        const at::AutoDispatchBelowADInplaceOrView withoutGraph;
        auto passage = c10::make_intrusive<Passage>();
        const std::size_t links = matrices.size() / 2;
        passage->links = {matrices.slice(0, links).vec(), matrices.slice(links).vec(), gates.detach(), logTrust.detach()};
        const std::int64_t variables = gates.size(0), length = mean.size(1) / variables;
        const at::Tensor values = at::empty_like(mean), posteriorMean = mean.clone(),
                         posteriorLogVariance = logVariance.clone();
        const at::Tensor priorMean = at::zeros_like(mean), priorLogVariance = at::zeros_like(mean);
        const at::Tensor deviations = noise ? at::empty_like(mean) : at::Tensor();
        for (std::int64_t variable = 0; variable < variables; ++variable) {
            const auto of = [&](const at::Tensor& all) { return all.narrow(1, variable * length, length); };
            if (variable > 0) {
                Link link;
                link.gated = gatedWeights(passage->links, variable);
                link.hidden = hiddenValues(values, link.gated);
                link.raw = link.hidden.mm(passage->links.outgoing[std::size_t(variable - 1)].t());
                const Gaussian prior = gaussianFrom(link.raw);
                const at::Tensor advantage = (of(logVariance) - prior.logVariance).add_(passage->links.logTrust[variable]);
                link.share = advantage.sigmoid();
                link.distance = prior.mean - of(mean);
                of(posteriorMean).addcmul_(link.share, link.distance);
                of(posteriorLogVariance).sub_(at::softplus(advantage));
                of(priorMean).copy_(prior.mean);
                of(priorLogVariance).copy_(prior.logVariance);
                passage->each.push_back(std::move(link));
            }
            of(values).copy_(of(posteriorMean));
            if (noise) {
                of(deviations).copy_((0.5 * of(posteriorLogVariance)).exp_().mul_(of(*noise)));
                of(values).add_(of(deviations));
            }
        }
        passage->values = values.detach();
        passage->deviations = deviations;
        passage->priorLogVariance = priorLogVariance.detach();
        passage->versions = passage->currentVersions();
        context->saved_data["passage"] = c10::IValue::make_capsule(passage);
        return {values, posteriorMean, posteriorLogVariance, priorMean, priorLogVariance};
    }

    static variable_list backward(AutogradContext* context, const variable_list& outer) {
        TORCH_CHECK(!at::GradMode::is_enabled(), "dependent latent variables can be differentiated once only");
        const at::AutoDispatchBelowADInplaceOrView withoutGraph;
        const auto passage = c10::static_intrusive_pointer_cast<Passage>(context->saved_data["passage"].toCapsule());
        TORCH_CHECK(passage->versions == passage->currentVersions(),
                    "weights of dependent latent variables were changed between the way forward and the way back");
        const GaussianLinks& links = passage->links;
        const std::int64_t variables = links.gates.size(0), length = passage->values.size(1) / variables;
        const at::Tensor byValues = outer[0].clone(); // later variables add to it
        const at::Tensor byMean = outer[1].clone(), byLogVariance = outer[2].clone();
        const at::Tensor byGates = at::zeros_like(links.gates), byLogTrust = at::zeros_like(links.logTrust);
        const std::size_t matrices = links.incoming.size();
        variable_list result(4 + 2 * matrices + 1);
        for (std::int64_t variable = variables; variable-- > 0;) {
            const auto of = [&](const at::Tensor& all) { return all.narrow(1, variable * length, length); };
            of(byMean).add_(of(byValues));
            if (passage->deviations.defined())
                of(byLogVariance).addcmul_(of(byValues), of(passage->deviations), 0.5);
            if (variable == 0)
                break;
            const auto place = std::size_t(variable - 1);
            const Link& link = passage->each[place];
            const at::Tensor byPriorMean = of(byMean) * link.share;
            // da of μ: s (1 − s) (μ₂ − μ₁); of log σ²: −s.
            const at::Tensor byAdvantage = (byPriorMean * link.distance)
                                               .addcmul_(byPriorMean * link.share, link.distance, -1)
                                               .addcmul_(of(byLogVariance), link.share, -1);
            of(byMean).sub_(byPriorMean);
            of(byLogVariance).add_(byAdvantage);
            byLogTrust[variable].copy_(byAdvantage.sum());
            // Where the prior's log-variance was cut off, nothing moves it.
            const at::Tensor wasKept = of(passage->priorLogVariance) == link.raw.narrow(1, length, length);
            const at::Tensor byRaw = at::cat({byPriorMean + of(outer[3]), (of(outer[4]) - byAdvantage).mul_(wasKept)}, 1);
            result[4 + matrices + place] = byRaw.t().mm(link.hidden);
            const at::Tensor byHidden = byRaw.mm(links.outgoing[place]);
            const at::Tensor byTotal = at::addcmul(byHidden, byHidden * link.hidden, link.hidden, -1);
            const std::int64_t before = variable * length;
            const at::Tensor byGated = byTotal.t().mm(passage->values.narrow(1, 0, before));
            byValues.narrow(1, 0, before).addmm_(byTotal, link.gated);
            result[4 + place] = byGated * links.gates[variable].narrow(0, 0, before);
            byGates[variable].narrow(0, 0, before).copy_((byGated * links.incoming[place]).sum(0));
        }
        result[0] = byMean;
        result[1] = byLogVariance;
        result[2] = byGates;
        result[3] = byLogTrust;
        return result;
    }
};

} // namespace

at::Tensor GaussianLinks::message(std::int64_t variable, const at::Tensor& values) const {
    return hiddenValues(values, gatedWeights(*this, variable)).mm(outgoing[std::size_t(variable - 1)].t());
}

Code gaussianChain(const Gaussian& own, const GaussianLinks& links, const at::Tensor& noise) {
    std::vector<at::Tensor> matrices = links.incoming;
    matrices.insert(matrices.end(), links.outgoing.begin(), links.outgoing.end());
    const variable_list result =
        ChainFunction::apply(own.mean, own.logVariance, links.gates, links.logTrust, at::TensorList(matrices),
                             noise.defined() ? c10::make_optional(noise) : c10::nullopt);
    return {.value = result[0], .posterior = {result[1], result[2]}, .prior = {result[3], result[4]}};
}

} // namespace hourglass
