// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Data.h"
#include "engine/api/Error.h"
#include "engine/core/SafeTensors.h"
#include "engine/data/Dataset.h"
#include "engine/data/IdxFile.h"
#include "engine/data/Kinds.h"

#include <algorithm>
#include <filesystem>

namespace hourglass {

namespace {

namespace fs = std::filesystem;

std::string accepted() {
    std::vector<std::string> ids;
    for (const CatalogueEntry& entry : datasetEntries())
        if (!needsFile(entry.id))
            ids.push_back(entry.id);
    return "Accepted are " + joined(ids) +
           ", a folder of pictures, an IDX file (plain or .gz), or a table (.csv, .tsv, also with .gz).";
}

bool endsLikeTable(const std::string& path) {
    return std::ranges::any_of(std::array{".csv", ".tsv", ".csv.gz", ".tsv.gz"},
                               [&](const char* ending) { return path.ends_with(ending); });
}

/// The labels beside train-images-idx3-ubyte.gz are train-labels-idx1-ubyte.gz. Empty when there are none.
std::string labelsBeside(const fs::path& images) {
    std::string name = images.filename().string();
    for (const auto& [from, to] : {std::pair("images", "labels"), std::pair("idx3", "idx1")}) {
        const auto place = name.find(from);
        if (place == std::string::npos)
            return {};
        name.replace(place, std::string_view(from).size(), to);
    }
    const fs::path labels = images.parent_path() / name;
    std::error_code ignored;
    return fs::is_regular_file(labels, ignored) ? labels.string() : std::string();
}

} // namespace

DatasetSpec datasetFromReference(const std::string& idOrPath) {
    const auto& entries = datasetEntries();
    if (std::ranges::find(entries, idOrPath, &CatalogueEntry::id) != entries.end())
        return {idOrPath, {}};

    std::error_code failure;
    // Absolute, because a model keeps the reference and may be opened from another folder.
    const fs::path path = fs::absolute(idOrPath, failure);
    const fs::file_status status = fs::status(path, failure);
    if (idOrPath.empty() || status.type() == fs::file_type::not_found)
        throw Error("\"" + idOrPath + "\" is neither a known data set nor a file or folder. " + accepted());
    if (status.type() == fs::file_type::none)
        throw Error("Cannot open " + path.string() + ": " + failure.message() + ".");
    if (fs::is_directory(status))
        return {"pictures", {{"folder", path.string()}}};
    refuseModel(path.string(), "data");
    if (endsLikeTable(path.string()))
        return {"csv", {{"file", path.string()}}};
    if (path.filename().string().find("idx") != std::string::npos || looksLikeIdx(path.string()))
        return {"idx", {{"images", path.string()}, {"labels", labelsBeside(path)}}};
    throw Error(path.string() + " is not a kind of data that can be read. " + accepted());
}

DatasetSpec withOpenFrom(const DatasetSpec& own, const DatasetSpec& given) {
    DatasetSpec spec = given.kind == own.kind ? own : DatasetSpec{given.kind, {}};
    for (const auto& [key, value] : given.parameters.values())
        spec.parameters.set(key, value);
    return spec;
}

} // namespace hourglass
