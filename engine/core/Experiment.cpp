// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Experiment.h"

#include "engine/api/Catalogues.h"
#include "engine/api/Error.h"
#include "engine/core/Json.h"
#include "engine/core/SafeTensors.h"
#include "engine/core/Text.h"

#include <charconv>
#include <cstdint>
#include <filesystem>
#include <optional>

namespace hourglass {

namespace {

/// "0", "12": an index into a list, or nothing.
std::optional<std::size_t> listIndex(const std::string& text) {
    std::size_t index = 0;
    const auto end = text.data() + text.size();
    const auto [stop, failure] = std::from_chars(text.data(), end, index);
    return failure == std::errc() && stop == end ? std::optional(index) : std::nullopt;
}

/// The keys of an object, the indices of a list, nothing of a plain value.
std::vector<std::string> fieldsOf(const Json& parent) {
    std::vector<std::string> fields;
    if (parent.is_structured())
        for (const auto& [key, value] : parent.items())
            fields.push_back(key);
    return fields;
}

/// What the part of `path` from `begin` to `end` names in `parent`.
Json& childOf(Json& parent, const std::string& path, std::size_t begin, std::size_t end) {
    const std::string key = path.substr(begin, end - begin);
    if (parent.is_object() && parent.contains(key))
        return parent[key];
    if (parent.is_array())
        if (const auto index = listIndex(key); index && *index < parent.size())
            return parent[*index];
    const std::string where = path.substr(0, begin == 0 ? 0 : begin - 1);
    const std::vector<std::string> fields = fieldsOf(parent);
    if (fields.empty())
        throw Error("There is no such field: " + where + " has none.", path);
    throw Error("There is no such field. Known " + (where.empty() ? "are" : "in " + where) + ": " + joined(fields) + ".",
                path);
}

} // namespace

Experiment defaultExperiment() {
    Experiment experiment;
    experiment.dataset = {"digits", {}};
    experiment.network.encoder = {{"dense", {{"units", std::int64_t(512)}}}, {"dense", {{"units", std::int64_t(128)}}}};
    experiment.variant = {"undercomplete", {}};
    experiment.corruption = {"none", {}};
    return complete(experiment);
}

Experiment experimentFromJson(std::string_view json) {
    return experimentFromJsonValue(parseJson(json, "The experiment"));
}

Experiment loadExperiment(const std::string& path) {
    refuseModel(path, "an experiment");
    // A window reads this on its own thread, and no experiment comes near this size.
    constexpr std::uintmax_t mostBytes = 4 << 20;
    std::error_code unknown;
    if (const auto bytes = std::filesystem::file_size(path, unknown); !unknown && bytes > mostBytes)
        throw Error(path + " is not an experiment: it has more than 4 MB.");
    const Json json = parseJson(readFile(path), path);
    try {
        return experimentFromJsonValue(json);
    } catch (const Error& error) {
        throw Error(path + ": " + error.what());
    }
}

std::string toJson(const Experiment& experiment, int indent) {
    return written(toJsonValue(experiment), indent);
}

Experiment withField(const Experiment& experiment, const std::string& path, const std::string& value) {
    Json json = toJsonValue(experiment);
    Json* place = &json;
    std::size_t begin = 0;
    for (std::size_t dot; (dot = path.find('.', begin)) != std::string::npos; begin = dot + 1)
        place = &childOf(*place, path, begin, dot);
    const std::string last = path.substr(begin);
    Json parsed = Json::parse(value, nullptr, false);
    if (parsed.is_discarded())
        parsed = value;

    if (last == "kind" && place->is_object() && begin > 0 && path.rfind("network.code", 0) != 0) {
        // Another kind has other parameters: they start from its own defaults.
        if (path == "variant.kind" && parsed.is_string())
            return withVariant(experiment, parsed.get<std::string>());
        *place = {{"kind", parsed}};
    } else {
        childOf(*place, path, begin, path.size()) = parsed;
    }
    return experimentFromJsonValue(json);
}

} // namespace hourglass
