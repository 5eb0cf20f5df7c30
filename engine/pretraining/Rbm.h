// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>

namespace hourglass {

/// A restricted Boltzmann machine with binary visible units and binary or Gaussian (unit variance) hidden units:
/// E(v, h) = −bᵀv − cᵀh − hᵀWv, and ½|h − c|² in place of −cᵀh for Gaussian ones (Hinton & Salakhutdinov, Science 2006,
/// and its supporting text). The tensors belong to whoever made them and are changed in place.
struct Rbm {
    enum class Hidden { Binary, Gaussian };

    at::Tensor weight;      ///< W: hidden × visible
    at::Tensor hiddenBias;  ///< c
    at::Tensor visibleBias; ///< b
    Hidden hidden = Hidden::Binary;

    /// E[h | v], N × hidden.
    at::Tensor hiddenMean(const at::Tensor& visible) const;
    /// E[v | h], N × visible.
    at::Tensor visibleMean(const at::Tensor& hiddenValues) const;
    /// h drawn from its distribution around `mean`.
    at::Tensor drawnHidden(const at::Tensor& mean, at::Generator& noise) const;
};

/// A direction in which the data become more likely, averaged over the samples.
struct RbmGradient {
    at::Tensor weight;
    at::Tensor hiddenBias;
    at::Tensor visibleBias;
    at::Tensor driven; ///< N × hidden: E[h | v] of the data
};

/// ⟨v h⟩ of the data less ⟨v h⟩ of their reconstructions: one step of contrastive divergence (Hinton, Neural Computation
/// 2002). Probabilities stand for visible units and for the last hidden ones; only what drives the reconstruction is
/// drawn.
/// @param visible  N × visible, in [0, 1]
RbmGradient contrastiveDivergence(const Rbm& machine, const at::Tensor& visible, at::Generator& noise);

} // namespace hourglass
