// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/bottleneck/StructuredGaussian.h"

#include "engine/bottleneck/GaussianBottleneck.h"
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

GaussianLinks StructuredGaussian::linksThrough(const at::Tensor& gates) const {
    return {m_incoming, m_outgoing, gates.repeat_interleave(m_length, 1), gates.amax(1).clamp_min(leastTrust).log()};
}

GaussianLinks StructuredGaussian::linksInUse(at::Generator* noise) const {
    if (!is_training() || !noise)
        return linksThrough(gateProbabilities().round());
    const at::Tensor uniform = at::empty(m_gateLogits.sizes()).uniform_(1e-6, 1 - 1e-6, *noise).to(m_gateLogits.device());
    return linksThrough(((m_gateLogits + uniform.log() - (1 - uniform).log()) / temperature).sigmoid().tril(-1));
}

Code StructuredGaussian::forward(const at::Tensor& raw, at::Generator* noise) {
    const Gaussian own = gaussianFrom(raw);
    const GaussianLinks links = linksInUse(noise);
    return gaussianChain(own, links, noise ? normalLike(own.mean, *noise) : at::Tensor());
}

at::Tensor StructuredGaussian::sampled(std::int64_t count, const Shape&, at::Generator& noise) {
    const GaussianLinks links = linksThrough(gateProbabilities().round());
    at::Tensor values = standardNormal(count, {{m_length}}, noise);
    for (std::int64_t node = 1; node < m_nodes; ++node)
        values = at::cat({values, drawn(gaussianFrom(links.message(node, values)), &noise)}, 1);
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
