// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/Json.h"
#include "engine/storage/TorchScript.h"

namespace hourglass {

namespace {

/// "1, 1, 28, 28": a batch of one sample.
std::string sizesOf(const Shape& shape) {
    std::string sizes = "1";
    for (const std::int64_t size : shape.sizes)
        sizes += ", " + std::to_string(size);
    return sizes;
}

std::string programOf(const Model& model, const std::vector<Computation>& computations, const std::string& name) {
    std::string inputs, names;
    for (const Value& input : computations.front().inputs()) {
        inputs += "    const at::Tensor " + input.name + " = torch::full({" + sizesOf(input.shape) + "}, 0.5);\n";
        names += (names.empty() ? "" : ", ") + input.name;
    }
    return "// " + describedOrigin(model) + ".\n// Runs the network of " + name +
           ".pt with LibTorch. On Debian, with the package libtorch-dev:\n//   g++ -std=c++17 -O2 " + name + ".cpp -o " +
           name + R"( -I/usr/include/torch/csrc/api/include -ltorch -ltorch_cpu -lc10
#include <torch/script.h>

#include <cstdint>
#include <iostream>

int main(int argc, char** argv) {
    const torch::NoGradGuard noGradient;
    torch::jit::Module network = torch::jit::load(argc > 1 ? argv[1] : )" +
           written(Json(name + ".pt")) + R"();

    // One sample of nothing but 0.5: put yours in its place, any number of them.
)" + inputs +
           "    const at::Tensor output = network.forward({" + names + R"(}).toTensor();

    std::cout << "output: " << output.sizes() << '\n';
    const at::Tensor numbers = output.flatten().contiguous();
    for (std::int64_t i = 0; i < numbers.numel(); ++i)
        std::cout << numbers.data_ptr<float>()[i] << '\n';
}
)";
}

class CppExporter final : public Exporter {
public:
    CppExporter()
        : Exporter(
              {"cpp",
               "C++ program",
               "A short program that runs the network with LibTorch, with the TorchScript file beside it.",
               "A few lines of C++ to start from: they load the TorchScript file of the same name, show which inputs the "
               "network takes, and print what it makes of them.",
               "",
               {partParameter()}},
              {"pt", "cpp"}) {}

    std::vector<std::string> contents(const Model& model, const Parameters& options,
                                      const std::string& name) const override {
        const std::vector<Computation> computations = chosenPart(model, options);
        return {torchScriptFile(computations), programOf(model, computations, name)};
    }
};

} // namespace

std::unique_ptr<const Exporter> makeCppExporter() {
    return std::make_unique<CppExporter>();
}

} // namespace hourglass
