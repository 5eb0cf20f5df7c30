// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Catalogues.h"

#include "engine/api/Error.h"
#include "engine/api/Runtime.h"
#include "engine/core/AtomicFile.h"
#include "engine/core/Json.h"
#include "engine/core/Text.h"

#include <algorithm>
#include <filesystem>

namespace hourglass {

namespace {

constexpr std::uintmax_t kLargestPreset = 4 << 20; // bytes

/// resources/presets/02-digits-plane.json: the number orders, the rest is the id.
Preset readPreset(const std::filesystem::path& file) {
    Preset preset = loadPreset(file.string());
    preset.id.erase(0, preset.id.find('-') + 1);
    return preset;
}

std::vector<Preset> readPresets() {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(resourceFolder() + "/presets"))
        if (entry.path().extension() == ".json")
            files.push_back(entry.path());
    std::ranges::sort(files);
    std::vector<Preset> list;
    std::ranges::transform(files, std::back_inserter(list), readPreset);
    return list;
}

} // namespace

Preset loadPreset(const std::string& path) {
    std::error_code unknown;
    if (const auto bytes = std::filesystem::file_size(path, unknown); !unknown && bytes > kLargestPreset)
        throw Error(path + " is not a preset: it has more than 4 MB.");
    const Json json = parseJson(readFile(path), path);
    try {
        return {std::filesystem::path(path).stem().string(), json.at("title").get<std::string>(),
                json.at("summary").get<std::string>(), experimentFromJsonValue(json.at("experiment"))};
    } catch (const Error& error) {
        throw Error(path + ": " + error.what());
    } catch (const nlohmann::json::exception&) {
        throw Error(path + " is not a preset: it needs \"title\", \"summary\" and \"experiment\".");
    }
}

void savePreset(const Preset& preset, const std::string& path) {
    const Json json = {{"title", preset.title}, {"summary", preset.summary}, {"experiment", toJsonValue(preset.experiment)}};
    writeAtomically(path, written(json, 2) + '\n');
}

const std::vector<Preset>& presets() {
    static const std::vector<Preset> list = readPresets();
    return list;
}

const Preset& findPreset(const std::string& id) {
    const auto found = std::ranges::find(presets(), id, &Preset::id);
    if (found != presets().end())
        return *found;
    std::vector<std::string> ids;
    for (const Preset& preset : presets())
        ids.push_back(preset.id);
    throw Error("\"" + id + "\" is not a known preset. Known: " + joined(ids) + ".");
}

} // namespace hourglass
