// SPDX-License-Identifier: GPL-3.0-or-later
// The input is the description of a network inside a model file: JSON in a text in JSON, which blind changes to the file
// would hardly reach. The file around it is sound, and holds the weights of a small network. What opens is shown.
#include "engine/api/Model.h"
#include "engine/api/Training.h"
#include "engine/core/Json.h"
#include "engine/core/SafeTensors.h"
#include "tests/fuzz/Target.h"

#include <unistd.h>

#include <cstring>
#include <filesystem>

using namespace hourglass;

namespace {

/// A model file without its description.
struct Surroundings {
    Json header;
    std::string tensors;
};

Surroundings smallModel() {
    const Experiment experiment = experimentFromJson(R"({
        "dataset": {"kind": "customers-products"},
        "network": {"encoder": [{"kind": "dense", "units": 4}], "code": {"size": 2}},
        "training": {"epochs": 1}})");
    TrainingObserver observer;
    TrainingControl control;
    const std::string path = std::filesystem::temp_directory_path() / ("model-" + std::to_string(getpid()));
    train(experiment, observer, control).model.save(path);
    const std::string file = readFile(path);
    std::filesystem::remove(path);
    std::uint64_t length = 0;
    std::memcpy(&length, file.data(), sizeof length);
    return {Json::parse(file.substr(sizeof length, length)), file.substr(sizeof length + length)};
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static Surroundings model = smallModel();
    model.header["__metadata__"]["model"] = std::string(data, data + size);
    const std::string header = written(model.header);
    const std::uint64_t length = header.size();
    std::string bytes(sizeof length, '\0');
    std::memcpy(bytes.data(), &length, sizeof length);
    bytes += header + model.tensors;
    static test::MemoryFile file;
    const std::string path = file.with(bytes);
    test::accepted([&] {
        const Model opened = Model::load(path);
        if (opened.experiment().dataset.kind != "customers-products")
            return; // other data take too long
        TrainingObserver observer;
        TrainingControl control;
        show(opened, observer, control);
    });
    return 0;
}
