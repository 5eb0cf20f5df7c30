// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/storage/MetricsJson.h"

#include "engine/api/Ledger.h"

#include <cmath>
#include <limits>

namespace hourglass {

namespace {

/// What stands there, or null.
Json partAt(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found == json.end() ? Json() : *found;
}

double figureAt(const Json& json, const char* key, double otherwise = std::numeric_limits<double>::quiet_NaN()) {
    const Json value = partAt(json, key);
    return value.is_number() ? value.get<double>() : otherwise;
}

std::int64_t countAt(const Json& json, const char* key, std::int64_t otherwise) {
    const Json value = partAt(json, key);
    return value.is_number_integer() ? value.get<std::int64_t>() : otherwise;
}

std::string textAt(const Json& json, const char* key) {
    const Json value = partAt(json, key);
    return value.is_string() ? value.get<std::string>() : std::string();
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
            {"seed", metrics.seed},
            {"precision", metrics.precision}};
}

Metrics metricsFromJson(const Json& json) {
    Metrics metrics;
    const Json reconstruction = partAt(json, "reconstruction");
    metrics.mse = figureAt(reconstruction, "mse");
    metrics.bce = figureAt(reconstruction, "bce");
    metrics.psnr = figureAt(reconstruction, "psnr");
    metrics.sharpness = figureAt(reconstruction, "sharpness");
    const Json code = partAt(json, "code");
    metrics.code = {figureAt(code, "mean"), figureAt(code, "largestMean"), figureAt(code, "variance")};
    for (const Json& term : partAt(json, "terms"))
        metrics.terms.push_back(
            {textAt(term, "name"), figureAt(term, "value"), figureAt(term, "weight"), textAt(term, "unit")});
    metrics.features = countAt(json, "features", metrics.features);
    const Json pca = partAt(json, "pca");
    metrics.pcaMse = figureAt(pca, "mse");
    metrics.pcaComponents = countAt(pca, "components", metrics.pcaComponents);
    metrics.samplesPerSecond = figureAt(json, "imagesPerSecond");
    metrics.epochs = countAt(json, "epochs", metrics.epochs);
    metrics.seconds = figureAt(json, "seconds", metrics.seconds);
    metrics.seed = countAt(json, "seed", metrics.seed);
    metrics.precision = textAt(json, "precision");
    return metrics;
}

std::string toJson(const Metrics& metrics, int indent) {
    return written(toJsonValue(metrics), indent);
}

} // namespace hourglass
