// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/core/Random.h"
#include "engine/variants/ModelInternals.h"
#include "tests/engine/layers/LayerCases.h"
#include "tests/support/Recorder.h"
#include "tests/support/TinyExperiment.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <cmath>
#include <string>
#include <vector>

namespace hourglass::test {

/// A model, a part of it, and what that part computes.
struct ExportCase {
    std::string name;
    Model model;
    std::string part;
    std::vector<at::Tensor> inputs; ///< as the export takes them
    at::Tensor expected;
};

/// Weights, biases and running statistics such that each of them matters.
inline Model untrained(const Experiment& experiment, const DataTraits& data) {
    auto internals = std::make_shared<Model::Private>();
    internals->experiment = complete(experiment);
    internals->autoencoder = std::make_shared<Autoencoder>(internals->experiment, data);
    const at::NoGradGuard noGradient;
    at::Generator generator = seededGenerator(2, "state");
    for (auto& [name, tensor] : namedState(*internals->autoencoder)) {
        if (name.ends_with("running_var"))
            at::Tensor(tensor).uniform_(0.5, 2, generator);
        else if (name.ends_with("gates"))
            at::Tensor(tensor).normal_(0, 5, generator);         // some open, some closed
        else if (tensor.dim() > 1 && !tensor.any().item<bool>()) // the end of a branch that is silent at first
            at::Tensor(tensor).normal_(0, 1 / std::sqrt(double(tensor[0].numel())), generator);
        else if (tensor.dim() == 1)
            at::Tensor(tensor).add_(at::empty_like(tensor).normal_(0, 0.3, generator));
    }
    return Model(std::move(internals));
}

inline at::Tensor numbersLike(const Shape& shape, std::int64_t count, bool unit) {
    std::vector<std::int64_t> sizes{count};
    sizes.insert(sizes.end(), shape.sizes.begin(), shape.sizes.end());
    at::Generator generator = seededGenerator(5, "test");
    const at::Tensor numbers = at::empty(sizes);
    return unit ? numbers.uniform_(0, 1, generator) : numbers.normal_(0, 1, generator);
}

/// What the network itself makes of a few samples or codes.
/// @param labels  of the samples where the network is told classes; undefined for unknown classes
inline ExportCase exportCase(const std::string& name, const Model& model, const std::string& part,
                             const at::Tensor& labels = {}) {
    constexpr std::int64_t count = 3;
    const at::NoGradGuard noGradient;
    Autoencoder& autoencoder = *model.internals().autoencoder;
    autoencoder.eval();
    const bool fromCode = part == "decoder";
    const at::Tensor input = fromCode ? numbersLike(autoencoder.network().code->output, count, false)
                                      : numbersLike(autoencoder.data().shape, count, true);
    // A decoder that says what is to be taken away is told from what.
    const at::Tensor whole =
        fromCode && autoencoder.outputRule().difference ? numbersLike(autoencoder.data().shape, count, true) : at::Tensor();
    const at::Tensor expected = fromCode            ? autoencoder.decode(input, labels, whole)
                                : part == "encoder" ? autoencoder.encode(input, labels)
                                                    : autoencoder.reconstruct(input, labels);
    std::vector<at::Tensor> inputs{input};
    if (const std::int64_t classes = autoencoder.parts().toldClasses; classes > 0)
        inputs.push_back(labels.defined() ? at::one_hot(labels, classes).to(at::kFloat)
                                          : at::full({count, classes}, 1.0 / double(classes)));
    if (whole.defined())
        inputs.push_back(whole);
    return {name + ", " + part, model, part, inputs, expected};
}

inline std::vector<ExportCase> everyPart(const std::string& name, const Model& model, const at::Tensor& labels = {}) {
    std::vector<ExportCase> cases;
    for (const char* part : {"whole", "encoder", "decoder"})
        cases.push_back(exportCase(name, model, part, labels));
    return cases;
}

/// Every kind of layer and every activation as an encoder, the decoder being what mirrors it.
inline std::vector<ExportCase> layerExports() {
    std::vector<ExportCase> cases;
    Experiment experiment = tinyExperiment();
    experiment.network.code.size = 3;
    const auto add = [&](const std::string& name, const LayerSpec& layer, const Shape& shape) {
        experiment.network.encoder = {layer};
        const Model model = untrained(experiment, {shape, true, 0});
        cases.push_back(exportCase(name, model, "encoder"));
        cases.push_back(exportCase(name, model, "decoder"));
    };
    for (const LayerCase& layer : layerCases())
        add(layer.name, layer.layer, layer.input);
    for (const ParameterSpec::Choice& activation : activationChoices())
        add("activation " + activation.id, {"dense", {{"activation", activation.id}}}, {{6}});
    return cases;
}

/// Every variant, trained for one epoch.
inline std::vector<ExportCase> variantExports() {
    std::vector<ExportCase> cases;
    for (const CatalogueEntry& entry : variantEntries()) {
        Recorder recorder;
        TrainingControl control;
        const Model model = train(withField(tinyVariant(entry.id), "training.epochs", "1"), recorder, control).model;
        for (ExportCase& one : everyPart(entry.id, model, at::tensor({7, 0, 3}, at::kLong)))
            cases.push_back(std::move(one));
    }
    return cases;
}

/// What variants do only with settings away from their defaults.
inline std::vector<ExportCase> specialExports() {
    const DataTraits digits{{{1, 28, 28}}, true, 10};
    const DataTraits table{{{20}}, false, 0};
    const Experiment tiny = tinyExperiment();
    Experiment pictures = tiny;
    pictures.network.encoder = {{"convolution", {{"channels", whole(4)}, {"stride", whole(2)}}}};
    pictures.network.code = {"maps", 3, "none"};
    std::vector<ExportCase> cases;
    const auto add = [&](const std::string& name, const Model& model, const at::Tensor& labels = {}) {
        for (ExportCase& one : everyPart(name, model, labels))
            cases.push_back(std::move(one));
    };
    const auto variant = [](const Experiment& experiment, const std::string& id) {
        Experiment changed = experiment;
        changed.variant = {id, {}};
        return complete(changed);
    };
    add("tied weights", untrained(withField(tiny, "network.tied", "true"), digits));
    add("the input less the output", untrained(withField(tiny, "training.output", "difference"), digits));
    add("a table, without sigmoid", untrained(tiny, table));
    add("conditional, class unknown", untrained(variant(tiny, "conditional-variational"), digits));
    add("conditional, maps", untrained(variant(pictures, "conditional-variational"), digits),
        at::tensor({1, 2, 9}, at::kLong));
    add("k-sparse, maps", untrained(variant(pictures, "k-sparse"), digits));
    add("vector-quantised, maps", untrained(variant(pictures, "vector-quantised"), digits));
    add("graph-vae, gates open and closed", untrained(withVariant(tiny, "graph-vae"), digits));
    return cases;
}

} // namespace hourglass::test
