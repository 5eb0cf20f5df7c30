// SPDX-License-Identifier: GPL-3.0-or-later
// Where codes lie among those of data.
#include "engine/analysis/CodeRows.h"
#include "engine/analysis/Measuring.h"
#include "engine/core/Guard.h"

#include "engine/api/Explore.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>

#include <algorithm>
#include <cmath>
#include <string>

namespace hourglass {

namespace {

/// Of at::cdist(): not by products, which lose what is small beside the codes themselves.
constexpr std::int64_t kExactDistances = 2;

/// How far codes of data usually lie from their middle: 1 where all lie on it, so that it can be divided by.
double usualDistance(const at::Tensor& data) {
    const double usual = std::sqrt((data - data.mean(0)).square().sum(1).mean().item<double>());
    return usual > 0 ? usual : 1;
}

void append(std::vector<double>& all, const at::Tensor& distances, double unit) {
    const at::Tensor some = distances.to(at::kDouble).div(unit).contiguous();
    all.insert(all.end(), some.data_ptr<double>(), some.data_ptr<double>() + some.numel());
}

} // namespace

std::vector<double> distancesToData(const std::vector<float>& codes, const Codes& data) {
    return guarded([&] {
        const at::NoGradGuard noGradient;
        const at::Tensor rows = asRows(data);
        const double usual = usualDistance(rows);
        std::vector<double> distances;
        for (const at::Tensor& some : asRows(codes, data.dimensions).split(kCodesTogether))
            append(distances, std::get<0>(at::cdist(some, rows, 2, kExactDistances).min(1)), usual);
        return distances;
    });
}

std::vector<double> returnErrors(const Model& model, const std::vector<float>& codes, const Codes& data, int label) {
    return guarded([&] {
        Autoencoder& autoencoder = *model.internals().autoencoder;
        const InUse inUse(autoencoder);
        const double usual = usualDistance(asRows(data));
        std::vector<double> errors;
        for (const at::Tensor& some : checkedRows(autoencoder, codes).split(kCodesTogether)) {
            const at::Tensor returned = encodedRows(autoencoder, decodedRows(autoencoder, some, {label}), label);
            append(errors, (returned - some).square().sum(1).sqrt(), usual);
        }
        return errors;
    });
}

std::vector<Neighbour> nearestTo(const CodeValues& code, const Codes& data, std::int64_t count) {
    return guarded([&] {
        const at::NoGradGuard noGradient;
        const at::Tensor rows = asRows(data);
        if (std::int64_t(code.size()) != data.dimensions)
            throw Error("A code of " + std::to_string(code.size()) + " numbers has no neighbours among codes of " +
                        std::to_string(data.dimensions) + '.');
        const at::Tensor distances =
            at::cdist(asRows(code, data.dimensions), rows, 2, kExactDistances)[0].to(at::kDouble).contiguous();
        std::vector<Neighbour> neighbours;
        for (std::int64_t i = 0; i < data.count(); ++i)
            neighbours.push_back({i, distances.data_ptr<double>()[i]});
        const auto wanted = std::ptrdiff_t(std::clamp<std::int64_t>(count, 0, data.count()));
        std::ranges::partial_sort(neighbours, neighbours.begin() + wanted, {}, [](const Neighbour& neighbour) {
            return std::pair(neighbour.distance, neighbour.sample);
        });
        neighbours.resize(std::size_t(wanted));
        return neighbours;
    });
}

CodeValues meanOf(const Codes& codes, const std::vector<std::int64_t>& samples) {
    if (samples.empty())
        throw Error("There is no sample whose code could be taken. Choose one at least.");
    std::vector<double> sum(std::size_t(codes.dimensions), 0);
    for (const std::int64_t sample : samples) {
        if (sample < 0 || sample >= codes.count())
            throw Error("There is no code of sample " + std::to_string(sample) + ": " + std::to_string(codes.count()) +
                        " are known, numbered from 0.");
        const auto first = codes.values.begin() + std::ptrdiff_t(sample * codes.dimensions);
        std::transform(sum.begin(), sum.end(), first, sum.begin(), std::plus<double>());
    }
    CodeValues mean;
    for (const double number : sum)
        mean.push_back(float(number / double(samples.size())));
    return mean;
}

CodeValues meanOfClass(const Codes& codes, int label) {
    std::vector<std::int64_t> samples;
    for (std::int64_t i = 0; i < codes.count(); ++i)
        if (label >= 0 && codes.labels[std::size_t(i)] == label)
            samples.push_back(i);
    if (samples.empty())
        throw Error("None of the samples whose codes are known is of that class.");
    return meanOf(codes, samples);
}

} // namespace hourglass
