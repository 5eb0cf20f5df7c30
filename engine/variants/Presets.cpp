// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Catalogues.h"

#include "engine/api/Error.h"
#include "engine/api/Runtime.h"
#include "engine/core/Json.h"
#include "engine/core/Text.h"

#include <algorithm>
#include <filesystem>

namespace hourglass {

namespace {

/// resources/presets/02-digits-plane.json: the number orders, the rest is the id.
Preset readPreset(const std::filesystem::path& file) {
    const Json json = parseJson(readFile(file.string()), file.string());
    try {
        const std::string name = file.stem().string();
        return {name.substr(name.find('-') + 1), json.at("title").get<std::string>(), json.at("summary").get<std::string>(),
                experimentFromJsonValue(json.at("experiment"))};
    } catch (const Error& error) {
        throw Error(file.string() + ": " + error.what());
    } catch (const nlohmann::json::exception&) {
        throw Error(file.string() + " is not a preset: it needs \"title\", \"summary\" and \"experiment\".");
    }
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
