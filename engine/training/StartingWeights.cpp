// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/StartingWeights.h"

#include "engine/api/Error.h"
#include "engine/core/SafeTensors.h"
#include "engine/variants/LayerNames.h"

#include <ATen/core/grad_mode.h>

#include <filesystem>
#include <sstream>

namespace hourglass {

namespace {

std::string shapeText(const at::Tensor& tensor) {
    std::ostringstream text;
    for (const std::int64_t size : tensor.sizes())
        text << (text.tellp() > 0 ? " × " : "") << size;
    return text.tellp() > 0 ? text.str() : "one number";
}

SafeTensors read(const std::string& path) {
    try {
        return readSafeTensors(path);
    } catch (const Error& error) {
        throw Error(error.message(), "training.startFrom");
    }
}

} // namespace

std::string takeStartingWeights(const Parameters& training, Autoencoder& autoencoder) {
    const std::string& path = training.text("startFrom");
    if (path.empty())
        return {};
    const SafeTensors file = read(path);
    const LayerNames wanted(training.text("take"), "training.take");
    const auto state = namedState(autoencoder);
    std::vector<std::string> names;
    for (const auto& [name, tensor] : state)
        names.push_back(name);
    wanted.requireAmong(names);

    const at::NoGradGuard noGradient;
    std::size_t taken = 0;
    for (const auto& [name, tensor] : state) {
        if (!wanted.empty() && !wanted.include(name))
            continue;
        const auto source = file.tensors.find(name);
        if (source != file.tensors.end() && source->second.sizes() == tensor.sizes()) {
            at::Tensor(tensor).copy_(source->second);
            ++taken;
        } else if (!wanted.empty()) {
            throw Error(path + " has " +
                            (source == file.tensors.end() ? "no weights \"" + name + "\""
                                                          : "\"" + name + "\" as " + shapeText(source->second) +
                                                                ", and this network needs " + shapeText(tensor)) +
                            ". Take other layers, or give the network the layers of the file.",
                        "training.take");
        }
    }
    if (taken == 0)
        throw Error(path + " has no weights whose names and shapes are those of this network, such as \"" +
                        state.begin()->first + "\" as " + shapeText(state.begin()->second) +
                        ". Give the network the layers of the file.",
                    "training.startFrom");
    return std::to_string(taken) + " of " + std::to_string(state.size()) + " weights begin as they are in " +
           std::filesystem::path(path).filename().string() + ".";
}

} // namespace hourglass
