// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/layers/Jacobian.h"
#include "engine/variants/Autoencoder.h"
#include "engine/variants/Drawings.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <algorithm>
#include <cmath>

namespace hourglass {

namespace {

/// ‖∂h/∂x‖² of the encoder, averaged over the batch (Rifai et al., ICML 2011, equation 5). Where only an estimate will do,
/// zero without noise to draw it with.
class Contraction final : public Term {
public:
    Contraction(Parts parts, double weight, bool exact)
        : Term("contraction", weight)
        , m_parts(std::move(parts))
        , m_exact(exact) {}

    at::Tensor value(const BatchView& batch) const override {
        const std::vector<Stack*> stacks{m_parts.encoder.get(), m_parts.code.get()};
        if (m_exact || (!batch.noise && areDense(stacks)))
            return squaredJacobianNorm(stacks, batch.input).mean();
        if (!batch.noise)
            return at::zeros({});
        if (areDense(stacks))
            return probedSquaredJacobianNorm(stacks, batch.input, *batch.noise).mean();
        const auto map = [this](const at::Tensor& input) { return m_parts.rawCode(input); };
        return estimatedSquaredJacobianNorm(map, batch.input, *batch.noise).mean();
    }

private:
    Parts m_parts;
    bool m_exact;
};

class Contractive final : public Recipe {
public:
    Contractive()
        : Recipe({"contractive",
                  "Contractive",
                  "A code that hardly moves when the input moves a little.",
                  "A penalty on the slope of the encoder, the sum of squares of its Jacobian, makes the code insensitive to "
                  "small changes of the input. Reconstruction pulls the other way: it needs the directions in which real "
                  "samples differ. What remains is a code that follows those few directions and ignores the rest.",
                  "Rifai et al., Contractive Auto-Encoders: Explicit Invariance During Feature Extraction, ICML 2011",
                  {ParameterSpec::real("weight", "Weight λ", 1, 0, 1e4, 0.1)
                       .withHelp("How much a steep encoder costs.")
                       .asLogarithmic()
                       .asLive(),
                   ParameterSpec::choice("method", "Jacobian", "auto",
                                         {{"auto", "Exact where all layers are dense"},
                                          {"exact", "Exact"},
                                          {"probe", "Estimated by random probes"}})
                       .withHelp("Exact costs several times the step of a plain network. One random probe for each sample "
                                 "is right on average and works with every kind of layer.")}}) {}

    Experiment adapted(Experiment current) const override {
        if (current.network.code.activation == "none")
            current.network = {
                {{"dense", {{"units", std::int64_t(256)}, {"activation", "sigmoid"}}}}, {"vector", 64, "sigmoid"}, true, {}};
        return current;
    }

    void check(const Experiment& experiment) const override {
        const auto& layers = experiment.network.encoder;
        const bool dense = experiment.network.code.kind == "vector" &&
                           std::ranges::all_of(layers, [](const auto& layer) { return layer.kind == "dense"; });
        if (!dense && experiment.variant.parameters.text("method") == "exact")
            throw Error("The exact Jacobian is for dense layers. Choose the estimate by random probes.", "variant.method");
        const auto couples = [](const LayerSpec& layer) { return layer.kind == "batch-normalisation"; };
        if (std::ranges::any_of(layers, couples))
            throw Error("With batch normalisation a code depends on the other samples of the batch, so it has no slope of "
                        "its own. Use layer normalisation.",
                        "network.encoder");
    }

    std::vector<std::unique_ptr<const Term>> terms(const Experiment& experiment, const Parts& parts) const override {
        const bool exact =
            experiment.variant.parameters.text("method") != "probe" && areDense({parts.encoder.get(), parts.code.get()});
        std::vector<std::unique_ptr<const Term>> terms;
        terms.push_back(std::make_unique<Contraction>(parts, experiment.variant.parameters.real("weight"), exact));
        return terms;
    }

    std::vector<Figure> lens(const Experiment&, const LensView& view) const override {
        constexpr std::int64_t looked = 4, mostNumbers = 512;
        const Parts& parts = view.autoencoder.parts();
        // Every number of the code costs a copy of the sample: of many, some stand for all.
        const std::int64_t numbers = view.code.value[0].numel();
        const std::int64_t taken = std::min(mostNumbers, numbers);
        const at::Tensor chosen = at::randperm(numbers, view.noise, at::kLong).narrow(0, 0, taken);
        const auto map = [&](const at::Tensor& input) {
            const at::Tensor code = parts.rawCode(input).flatten(1);
            return taken < numbers ? code.index_select(1, chosen) : code;
        };
        at::Tensor spectrum;
        const std::int64_t count = std::min(looked, view.input.size(0));
        for (std::int64_t i = 0; i < count; ++i) {
            const at::Tensor slopes = jacobian(map, view.input.narrow(0, i, 1));
            if (!slopes.isfinite().all().item<bool>())
                return {};
            const at::Tensor values = at::linalg_svdvals(slopes);
            spectrum = spectrum.defined() ? spectrum + values : values;
        }
        // The mean square of a direction grows with the numbers that are looked at.
        spectrum = spectrum * (std::sqrt(double(numbers) / double(taken)) / double(count));
        const std::string some = taken < numbers ? " and estimated from " + std::to_string(taken) + " of the code's " +
                                                       std::to_string(numbers) + " numbers"
                                                 : "";
        return {{"Singular values of the Jacobian",
                 "How strongly the code follows each direction of the input, averaged over " + std::to_string(count) +
                     " samples" + some +
                     ". A few large values and many small ones: it follows the samples and nothing else.",
                 bars(spectrum, "direction", "singular value")}};
    }
};

} // namespace

std::unique_ptr<const Recipe> makeContractive() {
    return std::make_unique<Contractive>();
}

} // namespace hourglass
