// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/ShippedModels.h"

#include "engine/api/Error.h"
#include "engine/api/Runtime.h"
#include "engine/core/Json.h"

#include <map>

namespace hourglass {

namespace {

RestorationTask taskNamed(const std::string& name) {
    static const std::map<std::string, RestorationTask> tasks{
        {"denoise", RestorationTask::Denoise},     {"inpaint", RestorationTask::Inpaint},
        {"colourise", RestorationTask::Colourise}, {"enlarge", RestorationTask::Enlarge},
        {"deblock", RestorationTask::Deblock},     {"compress", RestorationTask::Compress}};
    const auto found = tasks.find(name);
    if (found == tasks.end())
        throw Error("\"" + name + "\" is no task.");
    return found->second;
}

ShippedModel fromJson(const Json& json, const std::string& folder) {
    return {folder + json.at("file").get<std::string>(), json.at("title").get<std::string>(),
            json.at("summary").get<std::string>(), taskNamed(json.at("task").get<std::string>()),
            json.at("channels").get<int>()};
}

} // namespace

std::vector<ShippedModel> shippedModels() {
    const std::string folder = resourceFolder() + "/models/", file = folder + "models.json";
    const Json json = parseJson(readFile(file), file);
    std::vector<ShippedModel> models;
    try {
        for (const Json& model : json.at("models"))
            models.push_back(fromJson(model, folder));
    } catch (const Error& error) {
        throw Error(file + ": " + error.what());
    } catch (const Json::exception&) {
        throw Error(file + " is damaged: each model needs \"file\", \"title\", \"summary\", \"task\" and \"channels\".");
    }
    return models;
}

} // namespace hourglass
