// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Commands.h"
#include "app/cli/Output.h"

#include "engine/api/Export.h"

#include <iostream>
#include <map>
#include <memory>

namespace hourglass::cli {

namespace {

using Entries = const std::vector<CatalogueEntry>& (*)();
const std::map<std::string, Entries> catalogues = {{"datasets", datasetEntries},
                                                   {"variants", variantEntries},
                                                   {"layers", layerEntries},
                                                   {"corruptions", corruptionEntries},
                                                   {"exports", exportEntries}};

struct ListOptions {
    std::string what;
    bool json = false;
};

std::string typeName(ParameterSpec::Type type) {
    switch (type) {
    case ParameterSpec::Type::Flag:
        return "flag";
    case ParameterSpec::Type::Integer:
        return "integer";
    case ParameterSpec::Type::Real:
        return "real";
    case ParameterSpec::Type::Choice:
        return "choice";
    case ParameterSpec::Type::Text:
        return "text";
    case ParameterSpec::Type::Path:
        return "path";
    }
    return {};
}

bool isNumber(const ParameterSpec& parameter) {
    return parameter.type == ParameterSpec::Type::Integer || parameter.type == ParameterSpec::Type::Real;
}

std::string limit(const ParameterSpec& parameter, double value) {
    return parameter.type == ParameterSpec::Type::Integer ? std::to_string(std::int64_t(value)) : toText(value);
}

/// "1 … 4096 px", "relu | elu", or the type.
std::string accepted(const ParameterSpec& parameter) {
    if (isNumber(parameter))
        return limit(parameter, parameter.minimum) + " … " + limit(parameter, parameter.maximum) +
               (parameter.unit.empty() ? "" : " " + parameter.unit);
    if (parameter.type != ParameterSpec::Type::Choice)
        return typeName(parameter.type);
    std::string ids;
    for (const auto& choice : parameter.choices)
        ids += (ids.empty() ? "" : " | ") + choice.id;
    return ids;
}

Json toJson(const ParameterSpec& parameter) {
    Json json = {{"key", parameter.key}, {"label", parameter.label}, {"type", typeName(parameter.type)}};
    json["default"] = std::visit([](const auto& value) { return Json(value); }, parameter.fallback);
    if (isNumber(parameter))
        json.update({{"minimum", parameter.minimum}, {"maximum", parameter.maximum}, {"unit", parameter.unit}});
    for (const auto& choice : parameter.choices)
        json["choices"].push_back({{"id", choice.id}, {"label", choice.label}});
    json.update({{"help", parameter.help}, {"live", parameter.live}});
    return json;
}

Json toJson(const CatalogueEntry& entry) {
    Json parameters = Json::array();
    for (const ParameterSpec& parameter : entry.schema)
        parameters.push_back(toJson(parameter));
    return {{"id", entry.id},           {"title", entry.title},
            {"summary", entry.summary}, {"explanation", entry.explanation},
            {"paper", entry.paper},     {"parameters", parameters}};
}

Json toJson(const Preset& preset) {
    return {{"id", preset.id},
            {"title", preset.title},
            {"summary", preset.summary},
            {"experiment", Json::parse(hourglass::toJson(preset.experiment))}};
}

template <class Item>
void printAsJson(const std::vector<Item>& items) {
    Json json = Json::array();
    for (const Item& item : items)
        json.push_back(toJson(item));
    printJson(std::cout, json);
}

void printEntries(const std::vector<CatalogueEntry>& entries) {
    for (const CatalogueEntry& entry : entries) {
        std::cout << entry.id << ": " << entry.summary << '\n';
        std::vector<Row> rows;
        for (const ParameterSpec& parameter : entry.schema)
            rows.push_back({parameter.key, toText(parameter.fallback), accepted(parameter), parameter.label});
        printTable(std::cout, rows, 4);
    }
}

void printPresets() {
    std::vector<Row> rows;
    for (const Preset& preset : presets())
        rows.push_back({preset.id, preset.title, preset.summary});
    printTable(std::cout, rows);
}

/// CLI11's own answers to a missing or unknown name are no sentences.
void checkChoice(const std::string& what) {
    if (what == "presets" || catalogues.contains(what))
        return;
    throw CLI::ValidationError((what.empty() ? "Say what to list" : "There is no list of \"" + what + "\". Choose one") +
                               ": datasets, variants, layers, corruptions, exports or presets.");
}

void list(const ListOptions& options) {
    checkChoice(options.what);
    const auto catalogue = catalogues.find(options.what);
    if (catalogue == catalogues.end())
        options.json ? printAsJson(presets()) : printPresets();
    else
        options.json ? printAsJson(catalogue->second()) : printEntries(catalogue->second());
}

} // namespace

void addListCommand(CLI::App& program) {
    CLI::App* command = program.add_subcommand("list", "Show what there is to choose from");
    const auto options = std::make_shared<ListOptions>();
    command->add_option("what", options->what, "datasets, variants, layers, corruptions, exports or presets");
    command->add_flag("--json", options->json, "Print JSON, with explanations and parameters");
    command->callback([options] { list(*options); });
}

} // namespace hourglass::cli
