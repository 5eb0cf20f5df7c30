// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Reports.h"
#include "engine/bottleneck/Bottleneck.h"

#include <ATen/core/Tensor.h>

#include <memory>
#include <string>
#include <vector>

namespace hourglass {

/// What a term may look at: one batch after its way through the network.
struct BatchView {
    at::Tensor input;  ///< N × shape, as the network saw it
    at::Tensor target; ///< N × shape, clean
    Code code;
    at::Tensor output; ///< N × shape; logits when the output's activation is the sigmoid
};

/// One summand of the objective. Its value is summed over features and averaged over the batch.
class Term {
public:
    Term(std::string name, double weight) : m_name(std::move(name)), m_weight(weight) {}
    virtual ~Term() = default;

    /// @return a scalar with a gradient
    virtual at::Tensor value(const BatchView& batch) const = 0;
    /// Whether the value is more than the mean of one number for each sample.
    virtual bool couplesSamples() const { return false; }

    const std::string& name() const { return m_name; }
    double weight() const { return m_weight; }

private:
    std::string m_name;
    double m_weight;
};

/// The sum of its terms.
class Objective {
public:
    explicit Objective(std::vector<std::unique_ptr<const Term>> terms) : m_terms(std::move(terms)) {}

    struct Value {
        at::Tensor total; ///< scalar with a gradient
        std::vector<TermValue> terms;
    };
    Value evaluate(const BatchView& batch) const;
    /// Whether one of its terms does.
    bool couplesSamples() const;

private:
    std::vector<std::unique_ptr<const Term>> m_terms;
};

/// How the last layer's numbers become a reconstruction, and how far that is from the target.
struct OutputRule {
    std::string loss;    ///< "bce" or "mse"
    std::string reason;  ///< why, as a sentence
    bool sigmoid = true; ///< the reconstruction is σ(output), otherwise the output itself
};
/// Resolves "auto": BCE for data in [0, 1], MSE otherwise; the sigmoid goes with BCE.
/// @param training  complete by trainingSchema(). @throws Error for BCE on other data or without the sigmoid.
OutputRule outputRule(const Parameters& training, bool dataInUnitRange);

/// "reconstruction": squared error, or binary cross-entropy in nats from logits.
std::unique_ptr<const Term> makeReconstruction(const OutputRule& rule);

} // namespace hourglass
