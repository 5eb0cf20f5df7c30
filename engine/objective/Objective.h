// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Reports.h"
#include "engine/bottleneck/Bottleneck.h"

#include <ATen/core/Tensor.h>

#include <limits>
#include <memory>
#include <string>
#include <vector>

namespace hourglass {

/// What a term may look at: one batch after its way through the network.
struct BatchView {
    at::Tensor input;  ///< N × shape, as the network saw it
    at::Tensor target; ///< N × shape, clean
    at::Tensor labels; ///< N, int64; undefined without classes
    Code code;
    at::Tensor output; ///< N × shape; logits when the output's activation is the sigmoid
    /// Where training stands, in epochs, for weights that grow at first; afterwards they have their full size.
    double epoch = std::numeric_limits<double>::infinity();
    /// Source of randomness for terms that draw samples; null where they should do without.
    at::Generator* noise = nullptr;
    /// What a discriminator compares, M × what it judges: samples of what it should take for genuine, and what the
    /// autoencoder made to pass for them. Undefined without a discriminator, and where nothing is drawn.
    at::Tensor genuine{};
    at::Tensor forged{};
};

/// One summand of the objective. Its value is summed over features and averaged over the batch.
class Term {
public:
    /// @param unit  of the value, for the ledger: "nats", "squared error", "absolute error", or empty
    Term(std::string name, double weight, std::string unit = {})
        : m_name(std::move(name))
        , m_unit(std::move(unit))
        , m_weight(weight) {}
    virtual ~Term() = default;

    /// Whose weights a term moves: the autoencoder's, or those of a network that learns against it.
    enum class Player { Autoencoder, Opponent };
    virtual Player player() const { return Player::Autoencoder; }
    /// @return a scalar with a gradient
    virtual at::Tensor value(const BatchView& batch) const = 0;
    /// Whether the value is more than the mean of one number for each sample.
    virtual bool couplesSamples() const { return false; }
    /// The weight at that time of the training.
    virtual double weightAt(double /*epoch*/) const { return m_weight; }

    const std::string& name() const { return m_name; }
    const std::string& unit() const { return m_unit; }

private:
    std::string m_name;
    std::string m_unit;
    double m_weight;
};

/// The sum of its terms. What an opponent minimises is a sum of its own, and is listed with weight 0, because it is no part
/// of what the autoencoder minimises.
class Objective {
public:
    explicit Objective(std::vector<std::unique_ptr<const Term>> terms)
        : m_terms(std::move(terms)) {}

    struct Value {
        at::Tensor total;    ///< scalar with a gradient
        at::Tensor opponent; ///< the same for the opponent; undefined without one
        std::vector<TermValue> terms;
    };
    Value evaluate(const BatchView& batch) const;
    /// Whether one of its terms does.
    bool couplesSamples() const;

private:
    std::vector<std::unique_ptr<const Term>> m_terms;
};

} // namespace hourglass
