// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Catalogues.h"

namespace hourglass {

const ParameterSchema& trainingSchema() {
    static const ParameterSchema schema = {
        ParameterSpec::integer("epochs", "Epochs", 50, 1, 1000000)
            .withHelp("How many times the network sees every training sample.")
            .asLive(),
        ParameterSpec::integer("batchSize", "Batch size", 128, 1, 65536)
            .withUnit("samples")
            .withHelp("Samples per step. Small batches learn more from each sample, large ones are faster.")
            .asLogarithmic(),
        ParameterSpec::choice(
            "loss", "Loss", "auto",
            {{"auto", "Automatic"}, {"bce", "Binary cross-entropy"}, {"mse", "Squared error"}, {"l1", "Absolute error"}})
            .withHelp("What counts as a mistake. Automatic takes binary cross-entropy for data between 0 and 1, "
                      "squared error otherwise. The absolute error forgives single large mistakes more easily and keeps "
                      "edges sharper."),
        ParameterSpec::choice(
            "output", "Output", "auto",
            {{"auto", "Automatic"}, {"sigmoid", "Sigmoid"}, {"linear", "Linear"}, {"difference", "Input less output"}})
            .withHelp("What follows the last layer. Automatic takes the sigmoid with binary cross-entropy, nothing "
                      "with other losses. With the input less the output, the network learns what to take away, such as the "
                      "noise (residual learning); a code alone then stands for a change, and is shown on grey."),
        ParameterSpec::choice("optimiser", "Optimiser", "adam",
                              {{"adam", "Adam"}, {"adamw", "AdamW"}, {"sgd", "SGD with momentum"}})
            .withHelp("How a gradient becomes a step. Adam adapts the step of every weight and is the safe choice."),
        ParameterSpec::real("learningRate", "Learning rate", 1e-3, 1e-8, 10, 1e-4)
            .withHelp("Length of a step. Too small: slow. Too large: the loss jumps or becomes infinite.")
            .asLogarithmic()
            .asLive(),
        ParameterSpec::real("momentum", "Momentum", 0.9, 0, 0.999, 0.01)
            .withHelp("Share of the last step that is kept in the next one.")
            .shownWhen("optimiser", {"sgd"}),
        ParameterSpec::real("weightDecay", "Weight decay", 0, 0, 1, 1e-4)
            .withHelp("Pulls every weight towards zero: smoother networks that copy less by heart.")
            .asLogarithmic(),
        ParameterSpec::real("sparsity", "Code sparsity (L1)", 0, 0, 1000, 0.1)
            .withHelp(
                "Weight of the sum of the sizes of all numbers of the code, with any variant: it pulls them to zero. The "
                "variant Sparse has a penalty of its own, and more to set.")
            .asLogarithmic()
            .asLive(),
        ParameterSpec::choice("schedule", "Schedule", "cosine",
                              {{"constant", "Constant"}, {"cosine", "Cosine"}, {"step", "Steps"}})
            .withHelp("How the learning rate changes over the epochs. Cosine falls smoothly to zero at the end."),
        ParameterSpec::integer("stepEvery", "Step after", 20, 1, 100000)
            .withUnit("epochs")
            .withHelp("Epochs between two reductions of the learning rate.")
            .shownWhen("schedule", {"step"}),
        ParameterSpec::real("stepFactor", "Step factor", 0.5, 0.01, 1, 0.05)
            .withHelp("What the learning rate is multiplied with at each reduction.")
            .shownWhen("schedule", {"step"}),
        ParameterSpec::real("warmupEpochs", "Warm-up", 0, 0, 1000, 0.5)
            .withUnit("epochs")
            .withHelp("The learning rate grows from zero during the first epochs."),
        ParameterSpec::real("gradientClip", "Gradient clipping", 0, 0, 1e6, 0.5)
            .withHelp("Longest gradient that is used as it is; longer ones are shortened to it. 0 switches it off. "
                      "The loss is a sum over features, so gradients are long: 100 is a mild limit."),
        ParameterSpec::integer("patience", "Early stopping", 0, 0, 100000)
            .withUnit("epochs")
            .withHelp(
                "Stops when the validation objective has not fallen for so many epochs, and goes back to the weights of "
                "the epoch where it was lowest. 0 switches it off."),
        ParameterSpec::path("startFrom", "Start from")
            .withHelp("A model (.hourglass) or another safetensors file whose weights the training begins with, instead of "
                      "random ones: transfer learning."),
        ParameterSpec::string("take", "Layers taken", "")
            .withHelp("Which layers begin with the weights of that file, such as \"encoder.0 encoder.1 code\". Empty takes "
                      "all whose names and shapes fit."),
        ParameterSpec::string("frozen", "Frozen layers", "")
            .withHelp("Layers whose weights stay as they are, such as \"encoder\" or \"encoder.0 decoder.2\": only the "
                      "others learn."),
        ParameterSpec::choice("precision", "Precision", "auto",
                              {{"auto", "Automatic"}, {"fp32", "fp32"}, {"bf16", "bf16, weights fp32"}})
            .withHelp("The numbers that products are taken in. bf16 numbers have three digits only; on processors made for "
                      "them they are multiplied two to eight times as fast, and sums and weights stay fp32. Automatic takes "
                      "them where they pay."),
        ParameterSpec::choice("device", "Device", "auto",
                              {{"auto", "Automatic"}, {"cpu", "Main processor"}, {"cuda", "Graphics processor (CUDA)"}})
            .withHelp(
                "Where the network trains. Automatic takes a graphics processor where LibTorch can use one; the LibTorch "
                "of Debian cannot. Pretraining always runs on the main processor."),
        ParameterSpec::integer("seed", "Seed", 1, 0, 2147483647)
            .withHelp("Start of all random numbers. The same seed gives the same result on the same machine."),
    };
    return schema;
}

} // namespace hourglass
