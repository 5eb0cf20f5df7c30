// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/SmallTable.h"

#include <ATen/Functions.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

namespace hourglass {

namespace {

constexpr std::int64_t kMostColumns = 12;
constexpr std::int64_t kMostRows = 8;
constexpr std::int64_t kMostWeights = 64; // of one layer
constexpr std::size_t kMostLayers = 4;

using Names = std::vector<std::string>;

Names numbered(const std::string& name, std::int64_t count) {
    Names names;
    for (std::int64_t i = 1; i <= count; ++i)
        names.push_back(name + ' ' + std::to_string(i));
    return names;
}

std::vector<double> valuesOf(const at::Tensor& numbers) {
    const at::Tensor flat = numbers.to(at::kDouble).flatten().contiguous();
    return {flat.data_ptr<double>(), flat.data_ptr<double>() + flat.numel()};
}

double largestSize(const at::Tensor& numbers) {
    const double size = numbers.abs().max().item<double>();
    return size > 0 && std::isfinite(size) ? size : 1;
}

/// Where every sample has a class of its own, that is its name.
Names namesOf(const at::Tensor& numbers, const at::Tensor& labels, const DatasetAlbum& album) {
    const Names& classes = album.info().classNames;
    Names names;
    for (std::int64_t i = 0; i < numbers.numel(); ++i) {
        const std::string sample = "sample " + std::to_string(numbers[i].item<std::int64_t>());
        const std::string ofClass = labels.defined() ? classes.at(std::size_t(labels[i].item<std::int64_t>())) : "";
        names.push_back(ofClass.empty()                                 ? sample
                        : std::int64_t(classes.size()) == album.count() ? ofClass
                                                                        : sample + " (" + ofClass + ")");
    }
    return names;
}

/// Each sample, below it what became of it, and the error of that.
Figure thereAndBack(const at::Tensor& originals, const at::Tensor& rebuilt, const Names& samples, const Names& columns) {
    TableFigure table{columns, {}, {}, largestSize(originals)};
    table.columns.push_back("squared error");
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const auto add = [&](const std::string& name, const at::Tensor& numbers, double error) {
            table.rows.push_back(name);
            const std::vector<double> values = valuesOf(numbers);
            table.values.insert(table.values.end(), values.begin(), values.end());
            table.values.push_back(error);
        };
        const auto row = std::int64_t(i);
        add(samples[i], originals[row], std::numeric_limits<double>::quiet_NaN());
        add("rebuilt", rebuilt[row], (rebuilt[row] - originals[row]).square().mean().item<double>());
    }
    return {
        "Every sample, and what is rebuilt of it",
        "The table as the network sees it, and below each row what comes out, from nothing but its code. The error is the "
        "mean of the squared differences.",
        table};
}

/// A row for each unit: what it multiplies its inputs with, and what it adds.
Figure weightsOf(const std::string& layer, const at::Tensor& weight, const at::Tensor& bias, Names inputs, Names units) {
    inputs.push_back("bias");
    const at::Tensor all = at::cat({weight, bias.unsqueeze(1)}, 1);
    return {"Weights of the " + layer,
            "Each row is a unit: it multiplies every input with the number in its column, adds all that and the bias, and "
            "bends the sum by the layer's activation.",
            TableFigure{inputs, units, valuesOf(all), largestSize(all)}};
}

} // namespace

std::vector<Figure> smallTable(Autoencoder& autoencoder, const DatasetAlbum& album) {
    const DatasetInfo& info = album.info();
    const std::int64_t columns = info.sampleShape.elements();
    const std::int64_t codeSize = autoencoder.network().code->output.elements();
    if (info.columnNames.empty() || columns > kMostColumns || codeSize > kMostColumns)
        return {};
    const at::NoGradGuard noGradient;
    at::Tensor numbers = at::arange(std::min(kMostRows, album.count()), at::kLong);
    if (const at::Tensor labels = album.gatherLabels(numbers); labels.defined())
        numbers = numbers.index_select(0, std::get<1>(at::sort(labels, /*stable=*/true, 0, false)));
    const at::Tensor labels = album.gatherLabels(numbers), originals = album.gather(numbers);
    const at::Tensor codes = autoencoder.encode(originals, labels).flatten(1);
    const Names samples = namesOf(numbers, labels, album), dimensions = numbered("code", codeSize);

    std::vector<Figure> figures;
    figures.push_back(thereAndBack(originals, autoencoder.reconstruct(originals, labels), samples, info.columnNames));
    figures.push_back({"Their codes", "All that the decoder gets to know of each sample.",
                       TableFigure{dimensions, samples, valuesOf(codes), largestSize(codes)}});
    const auto parameters = autoencoder.named_parameters();
    for (const auto& parameter : parameters) {
        const std::string& name = parameter.key(); // "decoder.0.weight"
        const at::Tensor& weight = parameter.value();
        const std::size_t end = name.rfind(".weight");
        const at::Tensor* const bias = end == std::string::npos ? nullptr : parameters.find(name.substr(0, end) + ".bias");
        if (!bias || weight.dim() != 2 || weight.numel() > kMostWeights || figures.size() == 2 + kMostLayers)
            continue;
        const bool isCode = name.starts_with("code."), isDecoder = name.starts_with("decoder.");
        const std::int64_t inputs = weight.size(1), units = weight.size(0);
        const std::string layer = isCode ? "code layer" : (isDecoder ? "decoder" : "encoder") + name.substr(7, end - 7);
        figures.push_back(weightsOf(layer, weight, *bias,
                                    !isDecoder && inputs == columns   ? info.columnNames
                                    : isDecoder && inputs == codeSize ? dimensions
                                                                      : numbered("input", inputs),
                                    isCode && units == codeSize     ? dimensions
                                    : isDecoder && units == columns ? info.columnNames
                                                                    : numbered("unit", units)));
    }
    return figures;
}

} // namespace hourglass
