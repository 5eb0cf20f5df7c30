// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/variants/Autoencoder.h"
#include "engine/variants/Drawings.h"

#include <ATen/TensorOperators.h>

#include <algorithm>

namespace hourglass {

namespace {

class Denoising final : public Recipe {
public:
    Denoising()
        : Recipe({"denoising",
                  "Denoising",
                  "Sees a damaged input and must give back the clean one.",
                  "The input is damaged on purpose before the network sees it, and the loss compares the output with "
                  "the undamaged original. Copying no longer helps: the network has to learn what intact samples look "
                  "like and pull damaged ones back to them. The result cleans pictures, and its code is sturdier than "
                  "that of a plain autoencoder.",
                  "Vincent et al., Extracting and Composing Robust Features with Denoising Autoencoders, ICML 2008",
                  {}}) {}

    Experiment adapted(Experiment current) const override {
        if (current.corruption.kind == "none")
            current.corruption = {"masking", {}};
        return current;
    }

    void check(const Experiment& experiment) const override {
        if (experiment.corruption.kind == "none")
            throw Error("A denoising autoencoder needs something to undo. Choose a corruption, for example masking.",
                        "corruption.kind");
    }

    std::vector<Figure> lens(const Experiment&, const LensView& view) const override {
        constexpr std::int64_t most = 150;
        const std::int64_t count = std::min(most, view.samples.size(0));
        const at::Tensor clean = view.samples.flatten(1);
        if (clean.size(1) < 2)
            return {};
        const at::Tensor mean = clean.mean(0);
        const at::Tensor plane = principalPlane(clean - mean, view.noise);
        const auto placed = [&](const at::Tensor& samples) { return (samples.flatten(1) - mean).mm(plane); };
        const at::Tensor input = view.input.narrow(0, 0, count);
        ArrowFigure field;
        field.xLabel = "first principal component";
        field.yLabel = "second";
        fill(field.x, field.y, placed(input));
        fill(field.toX, field.toY, placed(view.autoencoder.reconstruct(input)));
        for (std::int64_t i = 0; view.labels.defined() && i < count; ++i)
            field.labels.push_back(int(view.labels[i].item<std::int64_t>()));
        return {{"From damaged to restored",
                 "Each arrow leads from a damaged sample to what the network makes of it. They should point to where the "
                 "undamaged samples lie.",
                 field}};
    }

private:
    static void fill(std::vector<float>& x, std::vector<float>& y, const at::Tensor& points) {
        for (std::int64_t i = 0; i < points.size(0); ++i) {
            x.push_back(points[i][0].item<float>());
            y.push_back(points[i][1].item<float>());
        }
    }
};

} // namespace

std::unique_ptr<const Recipe> makeDenoising() {
    return std::make_unique<Denoising>();
}

} // namespace hourglass
