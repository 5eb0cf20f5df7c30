// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/SafeTensors.h"
#include "engine/storage/Exporter.h"
#include "engine/storage/TorchSource.h"

#include <cctype>

namespace hourglass {

namespace {

constexpr const char* kImports = R"(import json
import sys
from pathlib import Path

import numpy
import torch
from torch import nn
)";

constexpr const char* kReader = R"(

def read_safetensors(path):
    """Eight bytes with the header's length, the header in JSON, the numbers."""
    data = Path(path).read_bytes()
    start = 8 + int.from_bytes(data[:8], "little")
    tensors = {}
    for name, entry in json.loads(data[8:start]).items():
        if name != "__metadata__":
            begin, end = entry["data_offsets"]
            numbers = numpy.frombuffer(data[start + begin:start + end], "<f4").copy()
            tensors[name] = torch.from_numpy(numbers).reshape(entry["shape"])
    return tensors
)";

std::string classNameOf(const Computation& computation) {
    std::string name = computation.name();
    name[0] = char(std::toupper(name[0]));
    return name;
}

std::string classOf(const std::string& name, const std::string& members, const std::string& forward) {
    return "\n\nclass " + name + "(nn.Module):\n    def __init__(self):\n        super().__init__()\n" +
           indented(members, 8) + '\n' + indented(forward, 4);
}

std::string bareTensor(const at::Tensor& tensor) {
    std::string sizes;
    for (const std::int64_t size : tensor.sizes())
        sizes += (sizes.empty() ? "" : ", ") + std::to_string(size);
    return "nn.Parameter(torch.empty(" + sizes + "))";
}

std::string classOf(const Computation& computation) {
    std::string members;
    for (const Step& step : computation.steps()) {
        const TorchStep translated = torchStep(step);
        if (translated.module)
            members += "self." + step.name + " = " + translated.module->constructor + '\n';
        if (translated.tensor)
            members += "self." + step.name + " = " + bareTensor(*translated.tensor) + '\n';
    }
    return classOf(classNameOf(computation), members, torchForward(computation, TorchLanguage::Python));
}

std::string classesOf(const std::vector<Computation>& computations) {
    std::string source, members;
    for (const Computation& computation : computations) {
        source += classOf(computation);
        members += "self." + computation.name() + " = " + classNameOf(computation) + "()\n";
    }
    return computations.size() == 1
               ? source
               : source + classOf("Autoencoder", members, torchForward(computations, TorchLanguage::Python));
}

/// By the names that the classes give them.
std::map<std::string, at::Tensor> weightsOf(const std::vector<Computation>& computations) {
    std::map<std::string, at::Tensor> weights;
    for (const Computation& computation : computations)
        for (const Step& step : computation.steps()) {
            const std::string name = (computations.size() == 1 ? "" : computation.name() + '.') + step.name;
            const TorchStep translated = torchStep(step);
            if (translated.module)
                for (const auto& [key, tensor] : translated.module->tensors)
                    weights.emplace(name + '.' + key, tensor);
            if (translated.tensor)
                weights.emplace(name, *translated.tensor);
        }
    return weights;
}

std::string scriptOf(const Model& model, const std::vector<Computation>& computations) {
    const std::string network = computations.size() == 1 ? classNameOf(computations.front()) : "Autoencoder";
    std::string inputs, files;
    for (const Value& input : computations.front().inputs()) {
        inputs += (inputs.empty() ? "" : "; ") + input.name + ": N × " + input.shape.text();
        files += input.name + ".npy ";
    }
    files += "output.npy";
    return "#!/usr/bin/env python3\n\"\"\"" + describedOrigin(model) +
           ".\n\nIn Python, load() returns the network, ready for use: " + inputs + " → N × " +
           computations.back().output().shape.text() + ".\nOn the command line it takes the names of files: " + files +
           "\n\"\"\"\n" + kImports + classesOf(computations) + kReader +
           "\n\ndef load(weights=Path(__file__).with_suffix(\".safetensors\")):\n    network = " + network +
           "()\n    network.load_state_dict(read_safetensors(weights))\n    return network.eval()\n" +
           "\n\nif __name__ == \"__main__\":\n    if len(sys.argv) != " +
           std::to_string(2 + computations.front().inputs().size()) +
           ":\n        sys.exit(f\"Usage: python3 {sys.argv[0]} " + files +
           "\")\n    arrays = [torch.from_numpy(numpy.load(name)).float() for name in sys.argv[1:-1]]\n"
           "    with torch.no_grad():\n        numpy.save(sys.argv[-1], load()(*arrays).numpy())\n";
}

class PythonExporter final : public Exporter {
public:
    PythonExporter()
        : Exporter(
              {"python",
               "Python script",
               "The network written out for PyTorch, with its weights beside it.",
               "A script that builds the network from PyTorch's own layers and reads the weights from a safetensors file "
               "of the same name, with nothing but PyTorch and NumPy installed. To read, to change and to train "
               "further.",
               "",
               {partParameter()}},
              {"safetensors", "py"}) {}

    std::vector<std::string> contents(const Model& model, const Parameters& options, const std::string&) const override {
        const std::vector<Computation> computations = chosenPart(model, options);
        return {safeTensorsFile({{{"format", "pt"}}, weightsOf(computations)}), scriptOf(model, computations)};
    }
};

} // namespace

std::unique_ptr<const Exporter> makePythonExporter() {
    return std::make_unique<PythonExporter>();
}

} // namespace hourglass
