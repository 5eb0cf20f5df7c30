// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Compression.h"
#include "engine/api/Error.h"

namespace hourglass {

namespace {

/// Null where the model cannot compress.
std::unique_ptr<Compressor> compressorOf(const std::string& model) {
    try {
        return std::make_unique<Compressor>(Model::load(model));
    } catch (const Error&) {
        return nullptr;
    }
}

} // namespace

std::optional<Planes> unpackedFrom(const std::string& path, const std::vector<std::string>& models,
                                   const RestorationProgress& progress) {
    const std::string file = loadCompressed(path);
    try {
        for (const std::string& model : models)
            if (const auto compressor = compressorOf(model); compressor && compressor->made(file))
                return compressor->unpacked(file, progress);
        throw Error("It was compressed with a model that is not at hand. Open that model, and then this picture again.");
    } catch (const Error& error) { // which speaks of the picture only
        throw Error(path + ": " + error.what());
    }
}

} // namespace hourglass
