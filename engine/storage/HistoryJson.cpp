// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/storage/HistoryJson.h"

#include "engine/api/Error.h"

#include <ATen/Functions.h>

#include <algorithm>
#include <limits>

namespace hourglass {

namespace {

std::string tensorName(std::size_t segment) {
    return "history/" + std::to_string(segment);
}

Json toJsonValue(const std::vector<TermValue>& terms) {
    Json list = Json::array();
    for (const TermValue& term : terms)
        list.push_back({{"name", term.name}, {"unit", term.unit}, {"value", term.value}, {"weight", term.weight}});
    return list;
}

Json toJsonValue(const EpochReport& epoch) {
    return {{"stage", epoch.stage},
            {"epoch", epoch.epoch},
            {"step", epoch.step},
            {"training", toJsonValue(epoch.training)},
            {"validation", toJsonValue(epoch.validation)},
            {"trainingObjective", epoch.trainingObjective},
            {"validationObjective", epoch.validationObjective},
            {"validationMse", epoch.validationMse}};
}

/// What is not finite is written as null.
double figureFrom(const Json& json) {
    return json.is_number() ? json.get<double>() : std::numeric_limits<double>::quiet_NaN();
}

std::vector<TermValue> termsFrom(const Json& json) {
    std::vector<TermValue> terms;
    for (const Json& term : json)
        terms.push_back({term.at("name").get<std::string>(), figureFrom(term.at("value")), figureFrom(term.at("weight")),
                         term.at("unit").get<std::string>()});
    return terms;
}

EpochReport epochFrom(const Json& json) {
    EpochReport epoch;
    epoch.stage = json.at("stage").get<std::size_t>();
    epoch.epoch = json.at("epoch").get<std::int64_t>();
    epoch.step = json.at("step").get<std::int64_t>();
    epoch.training = termsFrom(json.at("training"));
    epoch.validation = termsFrom(json.at("validation"));
    epoch.trainingObjective = figureFrom(json.at("trainingObjective"));
    epoch.validationObjective = figureFrom(json.at("validationObjective"));
    epoch.validationMse = figureFrom(json.at("validationMse"));
    return epoch;
}

History::Segment segmentFrom(const Json& json, const at::Tensor& rows) {
    History::Segment segment;
    segment.stage = json.at("stage").get<std::size_t>();
    segment.firstStep = json.at("firstStep").get<std::int64_t>();
    for (const Json& term : json.at("terms"))
        segment.terms.push_back({term.at("name").get<std::string>(), term.at("unit").get<std::string>()});
    if (rows.scalar_type() != at::kFloat || rows.dim() != 2 || rows.size(1) != std::int64_t(segment.width()))
        throw Error("the history of its training is damaged");
    segment.rows.assign(rows.data_ptr<float>(), rows.data_ptr<float>() + rows.numel());
    return segment;
}

} // namespace

Json toJsonValue(const History& history, std::map<std::string, at::Tensor>& tensors) {
    Json segments = Json::array(), epochs = Json::array();
    for (const History::Segment& segment : history.segments()) {
        Json terms = Json::array();
        for (const auto& [name, unit] : segment.terms)
            terms.push_back({{"name", name}, {"unit", unit}});
        const auto width = std::int64_t(segment.width());
        tensors[tensorName(segments.size())] =
            at::tensor(segment.rows, at::kFloat).reshape({std::int64_t(segment.rows.size()) / width, width});
        segments.push_back({{"stage", segment.stage}, {"firstStep", segment.firstStep}, {"terms", terms}});
    }
    for (const EpochReport& epoch : history.epochs())
        epochs.push_back(toJsonValue(epoch));
    return {{"segments", segments}, {"epochs", epochs}};
}

History historyFromJson(const Json& json, const std::map<std::string, at::Tensor>& tensors) {
    try {
        std::vector<History::Segment> segments;
        for (const Json& segment : json.at("segments"))
            segments.push_back(segmentFrom(segment, tensors.at(tensorName(segments.size()))));
        std::vector<EpochReport> epochs;
        for (const Json& epoch : json.at("epochs"))
            epochs.push_back(epochFrom(epoch));
        return {std::move(segments), std::move(epochs)};
    } catch (const std::exception&) {
        return {};
    }
}

} // namespace hourglass
