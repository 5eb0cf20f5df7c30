// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/Json.h"

#include "engine/api/Error.h"
#include "engine/core/Memory.h"
#include "engine/core/Text.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <vector>

namespace hourglass {

namespace {

Json toJsonValue(const ParameterValue& value) {
    return std::visit([](const auto& typed) { return Json(typed); }, value);
}

Json toJsonValue(const Parameters& parameters) {
    Json json = Json::object();
    for (const auto& [key, value] : parameters.values())
        json[key] = toJsonValue(value);
    return json;
}

Json toJsonValue(const KindSpec& spec) {
    Json json = {{"kind", spec.kind}};
    json.update(toJsonValue(spec.parameters));
    return json;
}

Json toJsonValue(const std::vector<LayerSpec>& layers) {
    Json json = Json::array();
    for (const LayerSpec& layer : layers)
        json.push_back(toJsonValue(layer));
    return json;
}

const Json& expectObject(const Json& json, const std::string& where) {
    if (!json.is_object())
        throw Error("An object in braces is needed here.", where);
    return json;
}

void expectKeys(const Json& json, const std::vector<std::string>& known, const std::string& where) {
    for (const auto& [key, value] : expectObject(json, where).items())
        if (std::ranges::find(known, key) == known.end())
            throw Error("This field is unknown. Known here: " + joined(known) + ".",
                        where.empty() ? key : where + "." + key);
}

ParameterValue parameterFrom(const Json& json, const std::string& where) {
    if (json.is_boolean())
        return json.get<bool>();
    if (json.is_number_float() || (json.is_number_unsigned() && json.get<std::uint64_t>() > INT64_MAX))
        return json.get<double>();
    if (json.is_number_integer())
        return json.get<std::int64_t>();
    if (json.is_string())
        return json.get<std::string>();
    throw Error("A number, a text, true or false is needed here.", where);
}

Parameters parametersFrom(const Json& json, const std::string& where) {
    Parameters parameters;
    for (const auto& [key, value] : expectObject(json, where).items())
        parameters.set(key, parameterFrom(value, where + "." + key));
    return parameters;
}

std::string textFrom(const Json& json, const std::string& where) {
    if (!json.is_string())
        throw Error("A text in quotes is needed here.", where);
    return json.get<std::string>();
}

KindSpec kindFrom(const Json& json, const std::string& where) {
    if (!expectObject(json, where).contains("kind"))
        throw Error("The kind is missing: it says which one is meant.", where + ".kind");
    KindSpec spec{textFrom(json.at("kind"), where + ".kind"), {}};
    Json rest = json;
    rest.erase("kind");
    spec.parameters = parametersFrom(rest, where);
    return spec;
}

std::vector<LayerSpec> layersFrom(const Json& json, const std::string& where) {
    constexpr std::size_t mostLayers = 200; // a window draws each of them
    if (!json.is_array())
        throw Error("A list of layers in brackets is needed here.", where);
    if (json.size() > mostLayers)
        throw Error(std::to_string(json.size()) + " layers are too many; at most " + std::to_string(mostLayers) +
                        " are built.",
                    where);
    std::vector<LayerSpec> layers;
    for (std::size_t i = 0; i < json.size(); ++i)
        layers.push_back(kindFrom(json[i], where + "." + std::to_string(i)));
    return layers;
}

CodeSpec codeFrom(const Json& json, const std::string& where) {
    expectKeys(json, {"kind", "size", "activation"}, where);
    CodeSpec code;
    if (json.contains("kind"))
        code.kind = textFrom(json["kind"], where + ".kind");
    if (json.contains("activation"))
        code.activation = textFrom(json["activation"], where + ".activation");
    if (json.contains("size")) {
        if (!json["size"].is_number_integer())
            throw Error("A whole number is needed here.", where + ".size");
        code.size = json["size"].get<std::int64_t>();
    }
    return code;
}

bool flagFrom(const Json& json, const char* key, bool fallback, const std::string& where) {
    if (!json.contains(key))
        return fallback;
    if (!json[key].is_boolean())
        throw Error("true or false is needed here.", where + "." + key);
    return json[key].get<bool>();
}

NetworkSpec networkFrom(const Json& json, const std::string& where) {
    expectKeys(json, {"encoder", "code", "mirrored", "decoder", "tied"}, where);
    NetworkSpec network;
    if (json.contains("encoder"))
        network.encoder = layersFrom(json["encoder"], where + ".encoder");
    if (json.contains("code"))
        network.code = codeFrom(json["code"], where + ".code");
    if (json.contains("decoder"))
        network.decoder = layersFrom(json["decoder"], where + ".decoder");
    network.mirrored = flagFrom(json, "mirrored", network.decoder.empty(), where);
    network.tied = flagFrom(json, "tied", false, where);
    if (network.mirrored && !network.decoder.empty())
        throw Error("The decoder must be empty while the network is mirrored. Set network.mirrored to false to keep it.",
                    where + ".decoder");
    return network;
}

/// Keeps watch while a text is parsed.
class JsonLimits {
public:
    explicit JsonLimits(std::string origin)
        : m_origin(std::move(origin)) {}

    bool operator()(int depth, Json::parse_event_t event, const Json& value) {
        using Event = Json::parse_event_t;
        // Whoever walks the values does it by recursion.
        constexpr std::size_t mostDepth = 64;
        // An object looks its fields up one by one, so each takes as long as there are fields before it, and as their names
        // are long.
        constexpr std::size_t comparedAtOnce = 64; // bytes
        constexpr std::uint64_t mostSteps = 50'000'000;
        const auto level = std::size_t(depth); // how many objects and lists are open
        if ((event == Event::object_start || event == Event::array_start) && level == mostDepth)
            throw Error(m_origin + " is nested more than " + std::to_string(mostDepth) +
                        " deep, which nothing that Hourglass writes is. Choose another file.");
        m_fields.resize(mostDepth + 1);
        if (event == Event::object_start)
            m_fields[level + 1] = 0;
        else if (event == Event::key)
            m_steps += m_fields[level]++ * (1 + value.get_ref<const std::string&>().size() / comparedAtOnce);
        if (m_steps > mostSteps)
            throw Error(m_origin + " has too many fields. Choose another file.");
        return true;
    }

private:
    std::string m_origin;
    std::vector<std::uint64_t> m_fields; ///< so far, of the object that is open at each depth
    std::uint64_t m_steps = 0;
};

} // namespace

Json toJsonValue(const Experiment& experiment) {
    const NetworkSpec& network = experiment.network;
    Json networkJson = {
        {"encoder", toJsonValue(network.encoder)},
        {"code", {{"kind", network.code.kind}, {"size", network.code.size}, {"activation", network.code.activation}}},
        {"mirrored", network.mirrored},
        {"tied", network.tied}};
    if (!network.mirrored)
        networkJson["decoder"] = toJsonValue(network.decoder);
    return {{"dataset", toJsonValue(experiment.dataset)},
            {"network", networkJson},
            {"variant", toJsonValue(experiment.variant)},
            {"corruption", toJsonValue(experiment.corruption)},
            {"training", toJsonValue(experiment.training)}};
}

Experiment experimentFromJsonValue(const Json& json) {
    if (!json.is_object())
        throw Error("An experiment must be an object in braces.");
    expectKeys(json, {"dataset", "network", "variant", "corruption", "training"}, {});
    Experiment experiment = defaultExperiment();
    if (json.contains("dataset"))
        experiment.dataset = kindFrom(json["dataset"], "dataset");
    if (json.contains("network"))
        experiment.network = networkFrom(json["network"], "network");
    if (json.contains("variant"))
        experiment.variant = kindFrom(json["variant"], "variant");
    if (json.contains("corruption"))
        experiment.corruption = kindFrom(json["corruption"], "corruption");
    if (json.contains("training"))
        experiment.training = parametersFrom(json["training"], "training");
    return complete(experiment);
}

Json parseJson(std::string_view text, const std::string& origin) {
    try {
        return Json::parse(text, JsonLimits(origin));
    } catch (const nlohmann::json::parse_error& error) {
        const auto before = text.substr(0, std::min(error.byte, text.size()));
        const auto line = 1 + std::ranges::count(before, '\n');
        const auto newline = before.rfind('\n');
        const auto column = newline == std::string_view::npos ? before.size() : before.size() - newline - 1;
        throw Error(origin + " is not valid JSON: mistake at line " + std::to_string(line) + ", column " +
                    std::to_string(column) + ".");
    } catch (const nlohmann::json::exception&) {
        throw Error(origin + " holds a number that is too large.");
    }
}

std::string written(const Json& json, int indent) {
    return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

std::string readFile(const std::string& path) {
    std::error_code failure;
    const auto status = std::filesystem::status(path, failure);
    // A pipe would keep whoever reads it waiting, and a device may never end.
    if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status))
        throw Error(path +
                    (std::filesystem::is_directory(status) ? " is a folder; a file is needed." : " is not a plain file."));
    std::ifstream stream(path, std::ios::binary);
    if (!stream)
        throw Error("Cannot open " + path + ": " + std::strerror(errno) + ".");
    const std::uintmax_t size = std::filesystem::file_size(path, failure);
    if (failure)
        throw Error("Cannot read " + path + ": " + failure.message() + ".");
    requireMemory("Reading " + path, size, "Choose a smaller file, or end other programs.");
    std::string bytes(size, '\0');
    stream.read(bytes.data(), std::streamsize(size));
    if (stream.bad())
        throw Error("Cannot read " + path + ": " + std::strerror(errno) + ".");
    bytes.resize(std::size_t(stream.gcount())); // it may have become shorter meanwhile
    return bytes;
}

} // namespace hourglass
