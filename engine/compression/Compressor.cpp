// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Compression.h"

#include "engine/api/Damage.h"
#include "engine/api/Error.h"
#include "engine/api/Photograph.h"
#include "engine/compression/CodePlanes.h"
#include "engine/compression/CodecNetwork.h"
#include "engine/compression/Container.h"
#include "engine/core/Guard.h"
#include "engine/core/Memory.h"
#include "engine/imaging/Clip.h"

#include <algorithm>
#include <cmath>

namespace hourglass {

namespace {

/// The logarithms of the steps: one for each plane, in a row.
CodePlanes logarithms(const std::vector<double>& rounding) {
    CodePlanes row(int(rounding.size()), 1, 1);
    std::ranges::transform(rounding, row.values.begin(),
                           [](double step) { return std::int32_t(std::lround(4 * std::log2(step))); });
    return row;
}

double widthOf(std::int32_t logarithm, double step) {
    constexpr int most = 4 * 32;
    return step * std::exp2(std::clamp(logarithm, -most, most) / 4.0);
}

CodePlanes rounded(const Planes& code, const CodePlanes& rounding, double step) {
    CodePlanes planes(code.width, code.height, code.channels);
    for (int channel = 0; channel < code.channels; ++channel) {
        const double width = widthOf(rounding.values[std::size_t(channel)], step);
        std::transform(code.plane(channel), code.plane(channel) + code.area(), planes.plane(channel), [&](float value) {
            const double steps = std::clamp<double>(value / width, -CodePlanes::largest, CodePlanes::largest);
            return std::isnan(steps) ? 0 : std::int32_t(std::lround(steps));
        });
    }
    return planes;
}

Planes unrounded(const CodePlanes& planes, const CodePlanes& rounding, double step) {
    Planes code(planes.width, planes.height, planes.channels);
    for (int channel = 0; channel < planes.channels; ++channel) {
        const auto width = float(widthOf(rounding.values[std::size_t(channel)], step));
        std::transform(planes.plane(channel), planes.plane(channel) + planes.area(), code.plane(channel),
                       [&](std::int32_t number) { return width * float(number); });
    }
    return code;
}

/// Rounding adds as much noise as a variational network learned to do with: a step of √12 deviations. Nothing is known of
/// other codes but how large their numbers are.
std::vector<double> roundingOf(const Planes& code, const std::vector<double>& variances) {
    std::vector<double> rounding;
    for (const double variance : variances)
        rounding.push_back(variance > 0 && std::isfinite(variance) ? std::sqrt(12 * variance) : 1);
    if (rounding.empty()) {
        double sum = 0;
        for (const float value : code.values)
            sum += double(value) * value;
        const double size = std::sqrt(sum / double(code.values.size()));
        rounding.assign(std::size_t(code.channels), size > 0 && std::isfinite(size) ? size / 4 : 1);
    }
    return rounding;
}

Planes planesOf(const Planes& all, int first, int count) {
    Planes some(all.width, all.height, count);
    std::copy_n(all.plane(first), some.values.size(), some.values.data());
    return some;
}

/// The share of one picture of several.
RestorationProgress shareOf(const RestorationProgress& progress, int index, int count) {
    return [&progress, index, count](double done) { return !progress || progress((index + done) / count); };
}

} // namespace

Compressor::Compressor(const Model& model)
    : m_network(guarded([&] { return std::make_unique<const Network>(model); })) {}

Compressor::~Compressor() = default;

/// Three where a network of grey takes colours.
int Compressor::passesOf(int channels) const {
    return std::max(channels / m_network->channels(), 1);
}

void Compressor::requireMemoryFor(int width, int height, int passes) const {
    const auto numbers = [passes](std::int64_t across, std::int64_t down, std::int64_t planes) {
        return std::uint64_t(across * down * planes * passes) * sizeof(float);
    };
    constexpr int copies =
        4; // of the code: as numbers, rounded, and what is expected of them; of the picture: before and after
    requireMemory("This picture",
                  copies * (numbers(m_network->codeWidth(width), m_network->codeHeight(height), m_network->codeChannels()) +
                            numbers(width, height, m_network->channels())),
                  "Close other programs, or choose a model with a smaller code.");
}

std::optional<Compressor::Code> Compressor::code(const Planes& picture, const RestorationProgress& progress) const {
    return guarded([&]() -> std::optional<Code> {
        if (picture.empty())
            throw Error("There is no picture to compress.");
        if (std::int64_t(picture.area()) > kMostPhotographPixels || std::max(picture.width, picture.height) > 65'535)
            throw Error(
                "The picture is too large to be compressed: 50 megapixels are the most, and 65,535 pixels on a side.");
        const int passes = passesOf(picture.channels);
        requireMemoryFor(picture.width, picture.height, passes);
        const bool toColour = m_network->channels() > picture.channels;
        const Planes seen = toColour ? damage::inThree(picture) : picture;
        Code code{{}, {}, picture.width, picture.height, picture.channels};
        for (int pass = 0; pass < passes; ++pass) {
            const auto part = m_network->encoded(planesOf(seen, pass * m_network->channels(), m_network->channels()),
                                                 shareOf(progress, pass, passes));
            if (!part)
                return std::nullopt;
            const std::vector<double> rounding = roundingOf(part->values, part->variances);
            code.rounding.insert(code.rounding.end(), rounding.begin(), rounding.end());
            if (pass == 0)
                code.values = Planes(part->values.width, part->values.height, 0);
            code.values.channels += part->values.channels;
            code.values.values.insert(code.values.values.end(), part->values.values.begin(), part->values.values.end());
        }
        return code;
    });
}

std::string Compressor::packed(const Code& code, double step) const {
    if (!(float(step) > 0 && float(step) < kMostStep))
        throw Error("It must be above 0 and less than a million.", "step");
    const CodePlanes rounding = logarithms(code.rounding);
    Container container{m_network->fingerprint(),    code.width, code.height, code.channels, float(step),
                        hourglass::packed(rounding), {}};
    container.planes = hourglass::packed(rounded(code.values, rounding, container.step));
    return written(container);
}

bool Compressor::made(std::string_view file) const {
    return read(file).model == m_network->fingerprint();
}

std::optional<Planes> Compressor::unpacked(std::string_view file, const RestorationProgress& progress) const {
    return guarded([&]() -> std::optional<Planes> {
        const Container container = read(file);
        if (container.model != m_network->fingerprint())
            throw Error("This picture was compressed with another model, and nothing but that one can unpack it.");
        const int channels = m_network->channels(), passes = passesOf(container.channels);
        requireMemoryFor(container.width, container.height, passes);
        const int planes = passes * m_network->codeChannels();
        const Planes code = unrounded(hourglass::unpacked(container.planes, m_network->codeWidth(container.width),
                                                          m_network->codeHeight(container.height), planes),
                                      hourglass::unpacked(container.rounding, planes, 1, 1), container.step);
        Planes picture(container.width, container.height, passes * channels);
        for (int pass = 0; pass < passes; ++pass) {
            const auto part = m_network->decoded(planesOf(code, pass * m_network->codeChannels(), m_network->codeChannels()),
                                                 shareOf(progress, pass, passes));
            if (!part)
                return std::nullopt;
            for (int channel = 0; channel < channels; ++channel)
                for (int y = 0; y < picture.height; ++y)
                    std::copy_n(part->row(channel, y), picture.width, picture.row(pass * channels + channel, y));
        }
        for (float& value : picture.values)
            if (std::isnan(value)) // of a network that went astray
                value = 0;
        clip(picture);
        return container.channels < picture.channels ? damage::greyscale(picture) : picture;
    });
}

} // namespace hourglass
