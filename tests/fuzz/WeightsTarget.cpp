// SPDX-License-Identifier: GPL-3.0-or-later
// The input is a safetensors file that a training is to begin with; its length chooses whether all that fits is taken.
#include "engine/training/StartingWeights.h"
#include "tests/fuzz/Target.h"

using namespace hourglass;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static test::MemoryFile file;
    static Experiment experiment = complete(experimentFromJson(R"({
        "dataset": {"kind": "customers-products"},
        "network": {"encoder": [{"kind": "dense", "units": 4}], "code": {"size": 2}}})"));
    static Autoencoder autoencoder(experiment, {{{6}}, true, 5});
    experiment.training.set("startFrom", file.with(data, size));
    experiment.training.set("take", std::string(size % 2 ? "encoder" : ""));
    test::accepted([&] { takeStartingWeights(experiment.training, autoencoder); });
    return 0;
}
