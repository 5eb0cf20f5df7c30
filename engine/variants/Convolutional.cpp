// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/variants/Autoencoder.h"
#include "engine/variants/Drawings.h"

#include <ATen/TensorOperators.h>

#include <algorithm>

namespace hourglass {

bool hasConvolution(const NetworkSpec& network) {
    return std::ranges::any_of(network.encoder, [](const LayerSpec& layer) { return layer.kind == "convolution"; });
}

NetworkSpec convolutionalNetwork(std::int64_t codeSize) {
    const auto convolution = [](std::int64_t channels) {
        return LayerSpec{"convolution", {{"channels", channels}, {"stride", std::int64_t(2)}}};
    };
    return {{convolution(16), convolution(32)}, {"vector", codeSize, "none"}, true, {}};
}

namespace {

class Convolutional final : public Recipe {
public:
    Convolutional()
        : Recipe({"convolutional",
                  "Convolutional",
                  "Small filters slide over the picture.",
                  "A dense layer does not know that neighbouring pixels belong together. A convolutional one looks "
                  "through a small window that slides over the picture, so what it learns in one corner helps in every "
                  "other. Pooling shrinks the picture on the way in; transposed convolution and upsampling bring it "
                  "back to size.",
                  "Masci et al., Stacked Convolutional Auto-Encoders for Hierarchical Feature Extraction, ICANN 2011",
                  {}}) {}

    Experiment adapted(Experiment current) const override {
        if (!hasConvolution(current.network))
            current.network = convolutionalNetwork(current.network.code.size);
        return current;
    }

    void check(const Experiment& experiment) const override {
        if (!hasConvolution(experiment.network))
            throw Error("A convolutional autoencoder needs at least one convolution. Add one, or choose the variant "
                        "Undercomplete.",
                        "network.encoder");
    }

    std::vector<Figure> lens(const Experiment&, const LensView& view) const override {
        const Stack& encoder = *view.autoencoder.parts().encoder;
        for (std::size_t i = 0; i < encoder.size(); ++i)
            if (const at::Tensor weight = encoder.weight(i); weight.defined() && weight.dim() == 4) {
                // Of the first channel that it looks at; each filter stretched over the whole range of greys.
                const at::Tensor filters = weight.narrow(1, 0, 1);
                const at::Tensor largest = filters.abs().amax({1, 2, 3}, true).clamp_min(1e-9);
                return {
                    {"Filters of the first convolution",
                     "The window through which each feature map looks at the picture: grey is zero, white excites, black "
                     "inhibits. Edges and dots appear as it learns.",
                     pictures((filters / largest + 1) / 2)}};
            }
        return {};
    }
};

} // namespace

std::unique_ptr<const Recipe> makeConvolutional() {
    return std::make_unique<Convolutional>();
}

} // namespace hourglass
