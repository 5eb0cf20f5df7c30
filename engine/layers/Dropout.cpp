// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/Random.h"
#include "engine/layers/Kinds.h"

#include <ATen/Functions.h>

namespace hourglass {

namespace {

class DropoutModule final : public LayerModule {
public:
    DropoutModule(double rate, at::Generator generator)
        : m_kept(1 - rate)
        , m_generator(std::move(generator)) {}

    bool couplesSamples() const override { return true; }
    void remember(StateArchive archive) override { archive.generator("noise", m_generator); }
    Value describe(Computation&, const Value& input) const override { return input; }
    at::Tensor forward(const at::Tensor& input) override {
        if (!is_training())
            return input;
        // Scaled up by what is missing, so that the next layer sees sums of the usual size.
        return input * coinsLike(input, m_kept, m_generator).div_(m_kept);
    }

private:
    double m_kept;
    at::Generator m_generator;
};

class Dropout final : public Layer {
public:
    Dropout()
        : Layer({"dropout",
                 "Dropout",
                 "Switches random numbers off while training.",
                 "In every training step a random share of the numbers is set to zero and the rest is "
                 "scaled up. No unit can rely on a single other one, so they learn to share the work, and "
                 "the network overfits less. When the network is used, everything is on.",
                 "Srivastava et al., Dropout: A Simple Way to Prevent Neural Networks from Overfitting, "
                 "JMLR 2014",
                 {ParameterSpec::real("rate", "Share dropped", 0.2, 0, 0.95, 0.05)
                      .withHelp("Probability with which each number is switched off in a training step.")}}) {}

    Shape outputShape(const Parameters&, const Shape& input) const override { return input; }
    std::int64_t flops(const Parameters&, const Shape&) const override { return 0; }

    std::vector<LayerSpec> mirror(const Parameters&, const Shape&, const std::string&, bool) const override { return {}; }

    std::shared_ptr<LayerModule> build(const Parameters& parameters, const Shape&, at::Generator& generator) const override {
        const auto seed = at::empty({1}, at::kLong).random_(generator).item<std::int64_t>();
        return std::make_shared<DropoutModule>(parameters.real("rate"), seededGenerator(seed, "dropout"));
    }
};

} // namespace

std::unique_ptr<const Layer> makeDropout() {
    return std::make_unique<Dropout>();
}

} // namespace hourglass
