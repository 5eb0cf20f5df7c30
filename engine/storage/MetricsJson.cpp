// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/storage/MetricsJson.h"

#include "engine/api/Ledger.h"

#include <cmath>
#include <limits>

namespace hourglass {

namespace {

double numberFrom(const Json& json) {
    return json.is_null() ? std::numeric_limits<double>::quiet_NaN() : json.get<double>();
}

} // namespace

Json toJsonValue(const Metrics& metrics) {
    const auto orNull = [](const std::optional<double>& figure) { return figure ? Json(*figure) : Json(); };
    Json terms = Json::array();
    for (const LedgerRow& row : ledger(metrics.terms, metrics.features))
        terms.push_back({{"name", row.name},
                         {"unit", row.unit},
                         {"value", row.value},
                         {"weight", row.weight},
                         {"weighted", row.weighted},
                         {"perFeature", row.perFeature},
                         {"bits", orNull(row.bits)}});
    // nlohmann-json writes NaN and infinity as null, which is what JSON has for "no figure".
    return {{"reconstruction",
             {{"mse", metrics.mse}, {"bce", metrics.bce}, {"psnr", metrics.psnr}, {"sharpness", metrics.sharpness}}},
            {"code",
             {{"mean", metrics.code.mean}, {"largestMean", metrics.code.largestMean}, {"variance", metrics.code.variance}}},
            {"terms", terms},
            {"effectiveBeta", orNull(effectiveBeta(metrics.terms))},
            {"features", metrics.features},
            {"pca", {{"mse", metrics.pcaMse}, {"components", metrics.pcaComponents}}},
            {"imagesPerSecond", metrics.samplesPerSecond},
            {"epochs", metrics.epochs},
            {"seconds", metrics.seconds},
            {"seed", metrics.seed}};
}

Metrics metricsFromJson(const Json& json) {
    Metrics metrics;
    const Json& reconstruction = json.at("reconstruction");
    metrics.mse = numberFrom(reconstruction.at("mse"));
    metrics.bce = numberFrom(reconstruction.at("bce"));
    metrics.psnr = numberFrom(reconstruction.at("psnr"));
    metrics.sharpness = numberFrom(reconstruction.at("sharpness"));
    const Json& code = json.at("code");
    metrics.code = {numberFrom(code.at("mean")), numberFrom(code.at("largestMean")), numberFrom(code.at("variance"))};
    for (const Json& term : json.at("terms"))
        metrics.terms.push_back({term.at("name").get<std::string>(), numberFrom(term.at("value")),
                                 numberFrom(term.at("weight")), term.value("unit", "")});
    metrics.features = json.value("features", std::int64_t(1));
    metrics.pcaMse = numberFrom(json.at("pca").at("mse"));
    metrics.pcaComponents = json.at("pca").at("components").get<std::int64_t>();
    metrics.samplesPerSecond = numberFrom(json.at("imagesPerSecond"));
    metrics.epochs = json.at("epochs").get<std::int64_t>();
    metrics.seconds = numberFrom(json.at("seconds"));
    metrics.seed = json.at("seed").get<std::int64_t>();
    return metrics;
}

std::string toJson(const Metrics& metrics, int indent) {
    return written(toJsonValue(metrics), indent);
}

} // namespace hourglass
