// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Error.h"
#include "engine/data/Dataset.h"

#include <c10/util/Exception.h>

#include <algorithm>
#include <deque>
#include <filesystem>
#include <mutex>
#include <new>

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
        for (fs::recursive_directory_iterator file(path, ignored), end; file != end; file.increment(ignored))
            appendState(state, file->path());
    }
    return state;
}

/// LibTorch's exceptions end here.
Dataset loadAndSplit(const DataSource& source, const Parameters& parameters) {
    const std::string& title = source.entry().title;
    try {
        return split(source.load(parameters), parameters);
    } catch (const std::bad_alloc&) {
        throw Error(title + ": there is not enough memory for this data set. Use fewer or smaller samples.");
    } catch (const c10::Error& error) {
        throw Error(title + ": " + error.what_without_backtrace());
    } catch (const fs::filesystem_error& error) {
        throw Error("Cannot read " + error.path1().string() + ": " + error.code().message() + ".");
    }
}

struct CachedDataset {
    DatasetSpec spec; ///< complete
    std::string state;
    std::shared_ptr<const Dataset> dataset;
};

} // namespace

std::shared_ptr<const Dataset> loadDataset(const DatasetSpec& spec) {
    constexpr std::size_t kept = 3;
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
    if (cache.size() > kept)
        cache.pop_back();
    return wanted.dataset;
}

DatasetInfo describeDataset(const DatasetSpec& spec) {
    return loadDataset(spec)->info;
}

} // namespace hourglass
