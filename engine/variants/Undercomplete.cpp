// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/variants/Recipe.h"

namespace hourglass {

namespace {

class Undercomplete final : public Recipe {
public:
    Undercomplete()
        : Recipe({"undercomplete",
                  "Undercomplete",
                  "A code smaller than the input, and nothing else.",
                  "The plain autoencoder. The encoder squeezes the input through a narrow code, the decoder rebuilds "
                  "the input from it. Because the code has room for less than the input, the network must find out "
                  "what its samples have in common. With linear layers and squared error it finds the same plane as "
                  "principal component analysis; with curved activations it does better.",
                  "Hinton & Salakhutdinov, Reducing the Dimensionality of Data with Neural Networks, Science 2006",
                  {}}) {}

    void check(const Experiment&, const NetworkReport& network) const override {
        if (network.code && network.code->output.elements() >= network.input.elements())
            throw Error("The code has " + std::to_string(network.code->output.elements()) + " numbers, the input only " +
                            std::to_string(network.input.elements()) +
                            ": it could be copied without learning anything. Make the code smaller, or choose a "
                            "variant that works with a wide code.",
                        "network.code.size");
    }
};

} // namespace

std::unique_ptr<const Recipe> makeUndercomplete() {
    return std::make_unique<Undercomplete>();
}

} // namespace hourglass
