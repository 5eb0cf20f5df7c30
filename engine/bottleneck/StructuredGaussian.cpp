// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bottleneck/StructuredGaussian.h"

#include "engine/bottleneck/GaussianBottleneck.h"
#include "engine/bottleneck/GaussianProduct.h"
#include "engine/core/Random.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <cmath>
#include <string>

namespace hourglass {

namespace {

/// Of the concrete distribution that stands in for a coin (Maddison et al., ICLR 2017): small enough for gates near 0
/// and 1, large enough for a gradient.
constexpr double temperature = 0.5;

/// Stands in for none at all, whose logarithm would be infinite.
constexpr double leastTrust = 1e-30;

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

StructuredGaussian::Gates StructuredGaussian::spread(const at::Tensor& gates) const {
    return {gates.repeat_interleave(m_length, 1).unbind(0), gates.amax(1).clamp_min(leastTrust).log().unbind(0)};
}

StructuredGaussian::Gates StructuredGaussian::gatesInUse(at::Generator* noise) const {
    if (!is_training() || !noise)
        return spread(gateProbabilities().round());
    const at::Tensor uniform = at::empty(m_gateLogits.sizes()).uniform_(1e-6, 1 - 1e-6, *noise).to(m_gateLogits.device());
    return spread(((m_gateLogits + uniform.log() - (1 - uniform).log()) / temperature).sigmoid().tril(-1));
}

StructuredGaussian::Message StructuredGaussian::messageTo(std::int64_t node, const at::Tensor& values, const Gates& gates) {
    const std::size_t place = std::size_t(node - 1);
    // Gating the weights changes far fewer numbers than gating N values.
    const at::Tensor gated = m_incoming[place] * gates.ofValues[std::size_t(node)].narrow(0, 0, node * m_length);
    return {gaussianFrom(at::tanh(values.mm(gated.t())).mm(m_outgoing[place].t())), gates.logTrust[std::size_t(node)]};
}

Code StructuredGaussian::forward(const at::Tensor& raw, at::Generator* noise) {
    const Gaussian below = gaussianFrom(raw);
    const auto belowMean = below.mean.split(m_length, 1), belowLogVariance = below.logVariance.split(m_length, 1);
    const Gates gates = gatesInUse(noise);
    const at::Tensor nothing = at::zeros_like(belowMean[0]);
    const at::Tensor allNoise = noise ? normalLike(below.mean, *noise) : at::Tensor();
    std::vector<at::Tensor> means, logVariances, priorMeans, priorLogVariances;
    at::Tensor values;
    for (std::int64_t node = 0; node < m_nodes; ++node) {
        const std::size_t place = std::size_t(node);
        const at::Tensor noiseOfNode = noise ? allNoise.narrow(1, node * m_length, m_length) : at::Tensor();
        const Gaussian own{belowMean[place], belowLogVariance[place]};
        if (node == 0) {
            values = noise ? at::addcmul(own.mean, (0.5 * own.logVariance).exp(), noiseOfNode) : own.mean;
            means.push_back(own.mean);
            logVariances.push_back(own.logVariance);
            priorMeans.push_back(at::zeros_like(own.mean));
            priorLogVariances.push_back(priorMeans[0]);
            continue;
        }
        const Message message = messageTo(node, values, gates);
        const auto [posterior, value] = gaussianProduct(own, message.prior, message.logTrust, noiseOfNode);
        values = at::cat({values, value}, 1);
        means.push_back(posterior.mean);
        logVariances.push_back(posterior.logVariance);
        priorMeans.push_back(message.prior.mean);
        priorLogVariances.push_back(message.prior.logVariance);
    }
    return {.value = values,
            .posterior = {at::cat(means, 1), at::cat(logVariances, 1)},
            .prior = {at::cat(priorMeans, 1), at::cat(priorLogVariances, 1)}};
}

at::Tensor StructuredGaussian::sampled(std::int64_t count, const Shape&, at::Generator& noise) {
    const Gates gates = spread(gateProbabilities().round());
    at::Tensor values = standardNormal(count, {{m_length}}, noise);
    for (std::int64_t node = 1; node < m_nodes; ++node)
        values = at::cat({values, drawn(messageTo(node, values, gates).prior, &noise)}, 1);
    return values;
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
