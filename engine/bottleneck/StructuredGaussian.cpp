// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bottleneck/StructuredGaussian.h"

#include "engine/bottleneck/GaussianBottleneck.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <cmath>
#include <string>

namespace hourglass {

namespace {

/// Of the concrete distribution that stands in for a coin (Maddison et al., ICLR 2017): small enough for gates near 0
/// and 1, large enough for a gradient.
constexpr double temperature = 0.5;

/// Precision-weighted: with both N(μ, 1/π), the product of the two densities, `trust` shrinking the second one's say.
Gaussian combined(const Gaussian& below, const Gaussian& above, const at::Tensor& trust) {
    const at::Tensor precisionBelow = (-below.logVariance).exp();
    const at::Tensor precisionAbove = trust * (-above.logVariance).exp();
    const at::Tensor precision = precisionBelow + precisionAbove;
    return {(precisionBelow * below.mean + precisionAbove * above.mean) / precision, -precision.log()};
}

} // namespace

StructuredGaussian::StructuredGaussian(std::int64_t nodes, std::int64_t length, std::int64_t hidden, at::Generator& weights)
    : m_nodes(nodes)
    , m_length(length)
    , m_gateLogits(register_parameter("gates", at::zeros({nodes, nodes}))) {
    const auto matrix = [&](const std::string& name, std::int64_t rows, std::int64_t columns) {
        return register_parameter(name,
                                  at::empty({rows, columns}).normal_(0, std::sqrt(2.0 / double(rows + columns)), weights));
    };
    for (std::int64_t node = 1; node < nodes; ++node) {
        m_incoming.push_back(matrix("incoming" + std::to_string(node), hidden, node * length));
        m_outgoing.push_back(matrix("outgoing" + std::to_string(node), 2 * length, hidden));
    }
}

at::Tensor StructuredGaussian::gateProbabilities() const {
    return m_gateLogits.sigmoid().tril(-1);
}

at::Tensor StructuredGaussian::gates(at::Generator* noise) const {
    if (!is_training() || !noise)
        return gateProbabilities().round();
    const at::Tensor uniform = at::empty(m_gateLogits.sizes(), at::kFloat).uniform_(1e-6, 1 - 1e-6, *noise);
    return ((m_gateLogits + uniform.log() - (1 - uniform).log()) / temperature).sigmoid().tril(-1);
}

StructuredGaussian::Message StructuredGaussian::messageTo(std::int64_t node, const std::vector<at::Tensor>& values,
                                                          const at::Tensor& gates) {
    if (node == 0) {
        const at::Tensor nothing = at::zeros({values.empty() ? 1 : values[0].size(0), m_length});
        return {{nothing, nothing}, at::zeros({})};
    }
    std::vector<at::Tensor> gated;
    for (std::int64_t parent = 0; parent < node; ++parent)
        gated.push_back(gates[node][parent] * values[std::size_t(parent)]);
    const std::size_t place = std::size_t(node - 1);
    const at::Tensor hidden = at::tanh(at::cat(gated, 1).mm(m_incoming[place].t()));
    return {gaussianFrom(hidden.mm(m_outgoing[place].t())), gates[node].max()};
}

Code StructuredGaussian::forward(const at::Tensor& raw, at::Generator* noise) {
    const Gaussian below = gaussianFrom(raw);
    const at::Tensor gates = this->gates(noise);
    std::vector<at::Tensor> values, means, logVariances, priorMeans, priorLogVariances;
    for (std::int64_t node = 0; node < m_nodes; ++node) {
        const Message message = messageTo(node, values, gates);
        const Gaussian evidence{below.mean.narrow(1, node * m_length, m_length),
                                below.logVariance.narrow(1, node * m_length, m_length)};
        const Gaussian posterior = combined(evidence, message.prior, message.trust);
        values.push_back(drawn(posterior, noise));
        means.push_back(posterior.mean);
        logVariances.push_back(posterior.logVariance);
        priorMeans.push_back(message.prior.mean.expand_as(posterior.mean));
        priorLogVariances.push_back(message.prior.logVariance.expand_as(posterior.mean));
    }
    return {.value = at::cat(values, 1),
            .posterior = {at::cat(means, 1), at::cat(logVariances, 1)},
            .prior = {at::cat(priorMeans, 1), at::cat(priorLogVariances, 1)}};
}

at::Tensor StructuredGaussian::sampled(std::int64_t count, const Shape&, at::Generator& noise) {
    const at::Tensor gates = gateProbabilities().round();
    std::vector<at::Tensor> values;
    for (std::int64_t node = 0; node < m_nodes; ++node) {
        const Gaussian prior = messageTo(node, values, gates).prior;
        values.push_back(drawn({prior.mean.expand({count, m_length}), prior.logVariance.expand({count, m_length})}, &noise));
    }
    return at::cat(values, 1);
}

Value StructuredGaussian::describe(Computation& computation, const Value& raw) const {
    const DescribedGaussian below = describeGaussian(computation, raw);
    const at::Tensor gates = gateProbabilities().round(); // open or closed
    std::vector<Value> values;
    for (std::int64_t node = 0; node < m_nodes; ++node) {
        const auto ofNode = [&](const Value& all) {
            return computation.add(primitive::Slice{node * m_length, m_length}, {all});
        };
        const Value mean = ofNode(below.mean);
        if (node == 0 || gates[node].max().item<double>() == 0) {
            values.push_back(mean); // no word from above, so the sample alone counts
            continue;
        }
        const std::size_t place = std::size_t(node - 1);
        const at::Tensor open = gates[node].narrow(0, 0, node).repeat_interleave(m_length);
        const Value parents = values.size() == 1 ? values[0] : computation.add(primitive::Concatenate{}, values);
        const Value hidden = computation.add(primitive::Tanh{},
                                             {computation.add(primitive::Linear{m_incoming[place] * open, {}}, {parents})});
        const DescribedGaussian above =
            describeGaussian(computation, computation.add(primitive::Linear{m_outgoing[place], {}}, {hidden}));
        // The share of the precision that comes from above, π' / (π + π') with π = 1 / variance, is a sigmoid.
        const Value advantage = computation.add(primitive::Subtract{}, {ofNode(below.logVariance), above.logVariance});
        const Value share = computation.add(primitive::Sigmoid{}, {advantage});
        const Value difference = computation.add(primitive::Subtract{}, {above.mean, mean});
        values.push_back(
            computation.add(primitive::Add{}, {mean, computation.add(primitive::Multiply{}, {share, difference})}));
    }
    return computation.add(primitive::Concatenate{}, values);
}

} // namespace hourglass
