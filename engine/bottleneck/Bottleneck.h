// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Shape.h"
#include "engine/core/Computation.h"

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>
#include <torch/nn/module.h>

#include <cstdint>

namespace hourglass {

/// A normal distribution for each number, independent of the others.
struct Gaussian {
    at::Tensor mean;
    at::Tensor logVariance; ///< of the same shape

    bool defined() const { return mean.defined(); }
};

/// What the encoder's last layer became on its way to the decoder. What a bottleneck does not have stays undefined.
struct Code {
    at::Tensor value{};     ///< N × code shape: what the decoder sees
    Gaussian posterior{};   ///< N × code shape each: q(z|x)
    Gaussian prior{};       ///< N × code shape each: p(z); undefined means N(0, I)
    at::Tensor raw{};       ///< N × parts × length: the code cut into vectors, before they were replaced
    at::Tensor quantised{}; ///< N × parts × length: what they were replaced by, with a gradient to the codebook
    at::Tensor entries{};   ///< N × parts, int64: which vectors of the codebook these are
};

/// The station between encoder and decoder.
class Bottleneck : public torch::nn::Module {
public:
    /// @param raw    what the code layer made: N × code shape, or twice as many channels where the recipe asks for it
    /// @param noise  source of randomness; null for the most likely code instead of a drawn one
    virtual Code forward(const at::Tensor& raw, at::Generator* noise) = 0;
    /// The same at that time of the training, in epochs, for what is different at first.
    virtual Code forwardAt(double /*epoch*/, const at::Tensor& raw, at::Generator* noise) { return forward(raw, noise); }
    /// How the most likely code comes about in use, for those who cannot call forward(): see Computation.
    /// @return of the code's shape
    virtual Value describe(Computation& computation, const Value& raw) const = 0;
    /// Whether two codes of the same sample differ when there is noise.
    virtual bool isStochastic() const { return false; }
    /// Codes drawn from the distribution that training shapes all codes into, so that decoding them generates.
    /// @return count × code shape; undefined where the code has no such distribution
    virtual at::Tensor sampled(std::int64_t /*count*/, const Shape& /*codeShape*/, at::Generator& /*noise*/) { return {}; }

protected:
    /// Numbers from N(0, 1), count × code shape.
    static at::Tensor standardNormal(std::int64_t count, const Shape& codeShape, at::Generator& noise);
};

/// Hands the code on as it is.
class PlainBottleneck final : public Bottleneck {
public:
    enum class Codes {
        Anywhere,      ///< nothing says where codes lie
        StandardNormal ///< something else in the objective pulls all of them into N(0, I)
    };
    explicit PlainBottleneck(Codes codes = Codes::Anywhere)
        : m_codes(codes) {}

    Code forward(const at::Tensor& raw, at::Generator*) override { return {.value = raw}; }
    Value describe(Computation&, const Value& raw) const override { return raw; }
    at::Tensor sampled(std::int64_t count, const Shape& codeShape, at::Generator& noise) override {
        return m_codes == Codes::StandardNormal ? standardNormal(count, codeShape, noise) : at::Tensor();
    }

private:
    Codes m_codes;
};

} // namespace hourglass
