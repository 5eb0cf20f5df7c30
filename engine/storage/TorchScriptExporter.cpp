// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/storage/TorchScript.h"
#include "engine/storage/TorchSource.h"

#include <torch/csrc/jit/api/module.h>

#include <sstream>

namespace hourglass {

namespace {

using Script = torch::jit::Module;

/// An empty module, in use and not in training.
Script named(const std::string& name, const std::shared_ptr<torch::jit::CompilationUnit>& unit) {
    Script module(c10::QualifiedName("__torch__." + name), unit, /*shouldMangle=*/true);
    module.register_attribute("training", c10::BoolType::get(), false);
    return module;
}

Script moduleOf(const TorchModule& described, const std::shared_ptr<torch::jit::CompilationUnit>& unit) {
    Script module = named("Layer", unit);
    for (const auto& [name, tensor] : described.tensors)
        module.register_parameter(name, tensor.detach().contiguous(), /*is_buffer=*/name.starts_with("running_"));
    module.define("def forward(self, input):\n    return " + described.script + '\n');
    return module;
}

Script moduleOf(const Computation& computation, const std::shared_ptr<torch::jit::CompilationUnit>& unit) {
    Script module = named("Part", unit);
    for (const Step& step : computation.steps()) {
        const TorchStep translated = torchStep(step);
        if (translated.module)
            module.register_module(step.name, moduleOf(*translated.module, unit));
        if (translated.tensor)
            module.register_parameter(step.name, translated.tensor->detach().contiguous(), /*is_buffer=*/false);
    }
    module.define(torchForward(computation, TorchLanguage::Script));
    return module;
}

Script moduleOf(const std::vector<Computation>& computations) {
    const auto unit = std::make_shared<torch::jit::CompilationUnit>();
    if (computations.size() == 1)
        return moduleOf(computations.front(), unit);
    Script module = named("Autoencoder", unit);
    for (const Computation& computation : computations)
        module.register_module(computation.name(), moduleOf(computation, unit));
    module.define(torchForward(computations, TorchLanguage::Script));
    return module;
}

class TorchScriptExporter final : public Exporter {
public:
    TorchScriptExporter()
        : Exporter(
              {"torchscript",
               "TorchScript",
               "One file that PyTorch runs, in Python and in C++.",
               "The network and its weights for torch.jit.load() and for LibTorch, without any source of its own. Of the "
               "whole network, encoder and decoder can be called by themselves.",
               "",
               {partParameter()}},
              {"pt"}) {}

    std::vector<std::string> contents(const Model& model, const Parameters& options, const std::string&) const override {
        return {torchScriptFile(chosenPart(model, options))};
    }
};

} // namespace

std::string torchScriptFile(const std::vector<Computation>& computations) {
    std::ostringstream bytes;
    moduleOf(computations).save(bytes);
    return std::move(bytes).str();
}

std::unique_ptr<const Exporter> makeTorchScriptExporter() {
    return std::make_unique<TorchScriptExporter>();
}

} // namespace hourglass
