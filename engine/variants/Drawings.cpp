// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/variants/Drawings.h"

#include "engine/data/Dataset.h"
#include "engine/variants/Autoencoder.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace hourglass {

namespace {

std::vector<double> numbersIn(const at::Tensor& values) {
    const at::Tensor doubles = values.detach().flatten().to(at::kDouble).contiguous();
    return {doubles.data_ptr<double>(), doubles.data_ptr<double>() + doubles.numel()};
}

Shape shapeOf(const at::Tensor& sample) {
    return {sample.sizes().vec()};
}

} // namespace

BarFigure histogram(const at::Tensor& values, int bars, const std::string& xLabel) {
    BarFigure figure;
    figure.xLabel = xLabel;
    figure.yLabel = "how often";
    if (values.numel() == 0)
        return figure;
    // As doubles, whose range holds the difference of any two floats.
    const at::Tensor numbers = values.flatten().to(at::kDouble);
    const double low = numbers.min().item<double>();
    const double high = std::max(numbers.max().item<double>(), low + 1e-9 * (1 + std::abs(low)));
    figure.values = numbersIn(at::histc(numbers, bars, low, high));
    figure.first = low;
    figure.width = (high - low) / bars;
    return figure;
}

BarFigure bars(const at::Tensor& values, const std::string& xLabel, const std::string& yLabel) {
    BarFigure figure;
    figure.xLabel = xLabel;
    figure.yLabel = yLabel;
    figure.values = numbersIn(values);
    figure.first = 1;
    return figure;
}

PictureFigure pictures(const at::Tensor& samples) {
    const bool inUnitRange = samples.min().item<float>() >= 0 && samples.max().item<float>() <= 1;
    const float low = inUnitRange ? 0 : samples.min().item<float>();
    const float high = inUnitRange ? 1 : samples.max().item<float>();
    PictureFigure figure;
    for (std::int64_t i = 0; i < samples.size(0); ++i)
        figure.pictures.push_back(thumbnail(toImage(samples[i], shapeOf(samples[i]), low, high), 64));
    return figure;
}

PictureFigure drawnAndDecoded(const LensView& view) {
    constexpr std::int64_t count = 16;
    const at::Tensor codes = view.autoencoder.drawnCodes(count, view.noise);
    at::Tensor labels;
    if (view.labels.defined()) {
        const at::Tensor places = at::arange(count).remainder(view.labels.size(0));
        labels = view.labels.index_select(0, places);
    }
    return pictures(view.autoencoder.decode(codes, labels));
}

Figure discriminatorsView(const LensView& view, const at::Tensor& genuine, const at::Tensor& forged,
                          const std::string& genuineName, const std::string& forgedName) {
    Discriminator& discriminator = *view.autoencoder.parts().companions.discriminator;
    const at::Tensor onGenuine = discriminator.score(genuine).sigmoid();
    const at::Tensor onForged = discriminator.score(forged).sigmoid();
    const double found =
        0.5 * ((onGenuine > 0.5).to(at::kFloat).mean() + (onForged <= 0.5).to(at::kFloat).mean()).item<double>();
    const auto percent = [](double share) { return shown(100 * share, 0) + " %"; };
    return {
        "What the discriminator thinks",
        "How probable it finds that something is genuine. Near 50 % for both it can only guess, and the forger has won; near "
        "100 % and 0 % it sees through everything.",
        FactFigure{{{genuineName + ": genuine by", percent(onGenuine.mean().item<double>())},
                    {forgedName + ": genuine by", percent(onForged.mean().item<double>())},
                    {"told apart rightly", percent(found)}}}};
}

at::Tensor principalPlane(const at::Tensor& centred, at::Generator& noise) {
    // Subspace iteration: a picture to look at needs no more digits than a few rounds give.
    constexpr int rounds = 12;
    at::Tensor plane = at::empty({centred.size(1), 2}).normal_(0, 1, noise);
    for (int i = 0; i < rounds; ++i)
        plane = std::get<0>(at::linalg_qr(centred.t().mm(centred.mm(plane))));
    return plane;
}

std::string shown(double value, int decimals) {
    char text[32];
    std::snprintf(text, sizeof text, "%.*f", decimals, value);
    return text;
}

} // namespace hourglass
