// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/variants/Autoencoder.h"
#include "engine/variants/Drawings.h"
#include "engine/variants/VariationalRecipe.h"

#include <ATen/Functions.h>

#include <algorithm>

namespace hourglass {

namespace {

class Conditional final : public VariationalRecipe {
public:
    Conditional()
        : VariationalRecipe(
              {"conditional-variational", "Conditional variational (CVAE)",
               "A variational code that is told the class, and so keeps only what the class does not say.",
               "Code and decoder are told which class a sample belongs to. What the class already says need not stand in the "
               "code, so the code keeps the rest: how bold, how slanted, how wide. After training one may ask for a class and "
               "draw the rest, or keep one code and walk through the classes. The data need labels.",
               "Sohn, Lee & Yan, Learning Structured Output Representation using Deep Conditional Generative Models, "
               "NeurIPS 2015; Kingma et al., NeurIPS 2014 (their M2)",
               withKlParameters()}) {}

    bool tellsClasses() const override { return true; }

    void check(const Experiment& experiment) const override { VariationalRecipe::check(experiment); }
    void check(const Experiment&, const NetworkReport& network) const override {
        const std::string kind = network.decoder.empty() ? "" : network.decoder.front().layer.kind;
        if (kind != "dense" && kind != "convolution" && kind != "transposed-convolution")
            throw Error("The class reaches the decoder beside the code, so the decoder must begin with a layer that takes "
                        "inputs of any number: dense, convolution or transposed convolution.",
                        "network.decoder.0.kind");
    }

    std::vector<Figure> lens(const Experiment& experiment, const LensView& view) const override {
        std::vector<Figure> figures = VariationalRecipe::lens(experiment, view);
        figures.insert(figures.begin(), oneStyleInEveryClass(view));
        return figures;
    }

private:
    static Figure oneStyleInEveryClass(const LensView& view) {
        constexpr std::int64_t styles = 5;
        constexpr std::int64_t most = 10;
        const std::int64_t classes = std::min(most, view.autoencoder.parts().toldClasses);
        const at::Tensor codes = view.autoencoder.drawnCodes(styles, view.noise).repeat_interleave(classes, 0);
        PictureFigure figure = pictures(view.autoencoder.decode(codes, at::arange(classes).repeat({styles})));
        figure.columns = int(classes);
        return {"One style in every class", "Each row is one code drawn from N(0, I), decoded as every class in turn.",
                std::move(figure)};
    }
};

} // namespace

std::unique_ptr<const Recipe> makeConditional() {
    return std::make_unique<Conditional>();
}

} // namespace hourglass
