// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/Guard.h"
#include "engine/data/Dataset.h"
#include "engine/data/PictureFiles.h"

#include <algorithm>
#include <deque>
#include <filesystem>
#include <mutex>

namespace hourglass {

namespace {

namespace fs = std::filesystem;

void appendState(std::string& state, const fs::path& path) {
    std::error_code ignored;
    state += path.string() + '\n' + std::to_string(fs::file_size(path, ignored)) + '\n' +
             std::to_string(fs::last_write_time(path, ignored).time_since_epoch().count()) + '\n';
}

/// Names, sizes and times of all files below the paths that the user chose. Two equal texts mean equal data.
std::string stateOfFiles(const ParameterSchema& schema, const Parameters& parameters) {
    std::string state;
    for (const ParameterSpec& spec : schema) {
        if (spec.type != ParameterSpec::Type::Path || parameters.text(spec.key).empty())
            continue;
        std::error_code ignored;
        const fs::path path = parameters.text(spec.key);
        appendState(state, path);
        if (fs::is_directory(path, ignored))
            for (const fs::path& file : filesBelow(path.string()))
                appendState(state, file);
    }
    return state;
}

Dataset loadAndSplit(const DataSource& source, const Parameters& parameters) {
    return guarded([&] {
        try {
            return split(source.load(parameters), parameters);
        } catch (const fs::filesystem_error& error) {
            throw Error("Cannot read " + error.path1().string() + ": " + error.code().message() + ".");
        }
    });
}

std::uint64_t bytesOf(const Dataset& dataset) {
    const auto bytes = [](const at::Tensor& tensor) { return tensor.defined() ? std::uint64_t(tensor.nbytes()) : 0; };
    return bytes(dataset.training.samples) + bytes(dataset.validation.samples) + dataset.redrawingBytes;
}

struct CachedDataset {
    DatasetSpec spec; ///< complete
    std::string state;
    std::shared_ptr<const Dataset> dataset;
};

} // namespace

std::shared_ptr<const Dataset> loadDataset(const DatasetSpec& spec) {
    constexpr std::ptrdiff_t kept = 3;
    constexpr std::uint64_t keptBytes = 1 << 30; // of those besides the newest
    static std::mutex mutex;
    static std::deque<CachedDataset> cache; // the one used last stands first

    const DataSource& source = dataCatalogue().at(spec.kind, "dataset.kind");
    const ParameterSchema& schema = source.entry().schema;
    const DatasetSpec full{spec.kind, complete(schema, spec.parameters, "dataset")};

    const std::lock_guard lock(mutex);
    CachedDataset wanted{full, stateOfFiles(schema, full.parameters), nullptr};
    const auto found = std::ranges::find(cache, full, &CachedDataset::spec);
    if (found != cache.end()) {
        if (found->state == wanted.state)
            wanted.dataset = found->dataset;
        cache.erase(found);
    }
    if (!wanted.dataset)
        wanted.dataset = std::make_shared<const Dataset>(loadAndSplit(source, full.parameters));
    cache.push_front(wanted);
    std::uint64_t bytes = 0;
    const auto tooMuch = std::find_if(cache.begin() + 1, cache.end(), [&](const CachedDataset& cached) {
        return (bytes += bytesOf(*cached.dataset)) > keptBytes;
    });
    cache.erase(std::min(tooMuch, cache.begin() + std::min(kept, std::ptrdiff_t(cache.size()))), cache.end());
    return wanted.dataset;
}

DatasetInfo describeDataset(const DatasetSpec& spec) {
    return loadDataset(spec)->info;
}

} // namespace hourglass
