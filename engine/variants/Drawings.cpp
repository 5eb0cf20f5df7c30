// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/variants/Drawings.h"

#include "engine/data/Dataset.h"
#include "engine/variants/Autoencoder.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <algorithm>
#include <cstdio>

namespace hourglass {

namespace {

std::vector<double> numbersIn(const at::Tensor& values) {
    const at::Tensor doubles = values.detach().flatten().to(at::kDouble).contiguous();
    return {doubles.data_ptr<double>(), doubles.data_ptr<double>() + doubles.numel()};
}

Shape shapeOf(const at::Tensor& sample) { return {sample.sizes().vec()}; }

} // namespace

BarFigure histogram(const at::Tensor& values, int bars, const std::string& xLabel) {
    const double low = values.min().item<double>();
    const double high = std::max(values.max().item<double>(), low + 1e-9);
    BarFigure figure;
    figure.xLabel = xLabel;
    figure.yLabel = "how often";
    figure.values = numbersIn(at::histc(values.flatten(), bars, low, high));
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

PictureFigure decoded(Autoencoder& autoencoder, const at::Tensor& codes) { return pictures(autoencoder.decode(codes)); }

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
