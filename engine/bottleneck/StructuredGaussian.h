// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/bottleneck/GaussianChain.h"

#include <cstdint>
#include <vector>

namespace hourglass {

/// Latent variables in an order, each with a normal distribution that depends on those before it, as far as learned
/// gates let it (He et al., Variational Autoencoders with Jointly Optimized Latent Dependency Structure, ICLR 2019).
/// The code is cut into nodes of equal length. Gate c_ij in [0, 1] says how much node i sees of node j < i:
///
///     message_i = Σ_j c_ij W_ij z_j                      its parents' word
///     p(z_i | parents)    from a small network without biases, which turns no message into N(0, I)
///     q(z_i | x, parents) from bottom-up and top-down evidence weighted by their precisions (their section 3.3).
///                         Ours and not theirs: the top-down part also weighs as much as the node's most open
///                         gate, so that a node whose gates are closed is told by the sample alone
///
/// With every gate closed this is the plain variational autoencoder; with every gate open, a fully dependent one.
class StructuredGaussian final : public Bottleneck {
public:
    /// @param nodes   how many variables; the code's size is nodes · length
    /// @param length  numbers in each
    /// @param hidden  units of the small network of each node
    StructuredGaussian(std::int64_t nodes, std::int64_t length, std::int64_t hidden, at::Generator& weights);

    /// @param raw  N × 2 · nodes · length
    Code forward(const at::Tensor& raw, at::Generator* noise) override;
    Value describe(Computation& computation, const Value& raw) const override;
    /// Node after node.
    at::Tensor sampled(std::int64_t count, const Shape& codeShape, at::Generator& noise) override;
    bool isStochastic() const override { return true; }

    /// nodes × nodes: how probable each gate is to be open, below the diagonal; otherwise zero.
    at::Tensor gateProbabilities() const;
    std::int64_t nodes() const { return m_nodes; }
    std::int64_t length() const { return m_length; }

private:
    /// @param gates  nodes × nodes, zero from the diagonal on
    GaussianLinks linksThrough(const at::Tensor& gates) const;
    /// While training: with gates between 0 and 1, drawn by `noise`. In use: with the more probable of open and closed.
    GaussianLinks linksInUse(at::Generator* noise) const;

    std::int64_t m_nodes;
    std::int64_t m_length;
    at::Tensor m_gateLogits;            ///< nodes × nodes; used below the diagonal
    std::vector<at::Tensor> m_incoming; ///< per node: hidden × (node · length)
    std::vector<at::Tensor> m_outgoing; ///< per node: 2 · length × hidden
};

} // namespace hourglass
