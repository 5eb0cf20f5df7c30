// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/Patches.h"

#include "engine/core/Random.h"
#include "engine/imaging/Picture.h"

#include <ATen/Functions.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace hourglass {

namespace {

constexpr std::int64_t photographsTogether = 200; // in one epoch, so that no more have to be decoded for it
constexpr std::array scales{1.0, 0.7, 0.5};       // of a patch against its photograph
constexpr double keptSmooth = 0.1;                // share of the patches with little texture that stay
constexpr int mostTries = 30;                     // for one patch: a photograph may have no texture at all

/// Numbers from [0, 1), one at a time.
class Dice {
public:
    Dice(std::int64_t seed, const std::string& purpose)
        : m_generator(seededGenerator(seed, purpose)) {}

    double operator()() {
        if (m_next == m_numbers.numel()) {
            m_numbers.uniform_(0, 1, m_generator);
            m_next = 0;
        }
        return m_numbers.data_ptr<double>()[m_next++];
    }
    /// One of 0 … count − 1.
    std::int64_t below(std::int64_t count) { return std::min(std::int64_t((*this)() * double(count)), count - 1); }

private:
    at::Generator m_generator;
    at::Tensor m_numbers = at::empty(256, at::kDouble);
    std::int64_t m_next = m_numbers.numel();
};

Image region(const Image& picture, std::int64_t left, std::int64_t top, std::int64_t side) {
    const auto rowBytes = std::size_t(side * picture.channels);
    Image cut{int(side), int(side), picture.channels, std::vector<std::uint8_t>(rowBytes * std::size_t(side))};
    for (std::int64_t row = 0; row < side; ++row) {
        const auto* from = picture.pixels.data() + ((top + row) * picture.width + left) * picture.channels;
        std::copy_n(from, rowBytes, cut.pixels.data() + std::size_t(row) * rowBytes);
    }
    return cut;
}

/// Standard deviation of all values, in [0, 1].
double textureOf(const Image& picture) {
    double sum = 0, squares = 0;
    for (const std::uint8_t value : picture.pixels) {
        sum += value;
        squares += double(value) * value;
    }
    const double count = double(picture.pixels.size());
    return std::sqrt(std::max(0.0, squares / count - (sum / count) * (sum / count))) / 255;
}

/// One of the eight ways in which a square lies on itself.
at::Tensor turned(at::Tensor patch, std::int64_t way) {
    if (way & 1)
        patch = patch.flip(2);
    if (way & 2)
        patch = patch.flip(1);
    return way & 4 ? patch.transpose(1, 2) : patch;
}

} // namespace

Patches::Patches(std::vector<std::string> files, const Options& options)
    : m_files(std::move(files))
    , m_options(options) {}

std::pair<std::int64_t, std::int64_t> Patches::shrunk(std::int64_t width, std::int64_t height, std::int64_t longestSide) {
    const std::int64_t longest = std::max(width, height);
    if (longestSide == 0 || longest <= longestSide)
        return {width, height};
    const auto side = [&](std::int64_t length) {
        return std::max<std::int64_t>(1, std::llround(double(length) * double(longestSide) / double(longest)));
    };
    return {side(width), side(height)};
}

at::Tensor Patches::draw(std::int64_t count, std::int64_t epoch) const {
    at::Generator choice = seededGenerator(m_options.seed, "photographs " + std::to_string(epoch));
    const auto files = std::int64_t(m_files.size());
    const std::int64_t together = std::min({files, photographsTogether, count});
    const at::Tensor chosen = at::randperm(files, choice, at::kLong).narrow(0, 0, together);
    const auto* numbers = chosen.data_ptr<std::int64_t>();
    at::Tensor patches = at::empty({count, m_options.colour ? 3 : 1, m_options.size, m_options.size}, at::kByte);
    at::parallel_for(0, together, 1, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i) {
            const std::int64_t first = i * count / together, last = (i + 1) * count / together;
            const auto index = std::size_t(numbers[i]);
            cut(*photograph(index), patches.slice(0, first, last), epoch, index);
        }
    });
    return patches;
}

std::shared_ptr<const Image> Patches::photograph(std::size_t index) const {
    {
        const std::lock_guard lock(m_mutex);
        if (const auto held = m_held.find(index); held != m_held.end())
            return held->second;
    }
    Image image = loadPicture(m_files[index], m_options.colour);
    if (const auto [width, height] = shrunk(image.width, image.height, m_options.longestSide);
        width != image.width || height != image.height)
        image = fitted(image, int(width), int(height), Fit::Resize);
    const auto loaded = std::make_shared<const Image>(std::move(image));
    const std::lock_guard lock(m_mutex);
    const std::uint64_t bytes = loaded->pixels.size();
    if (m_heldBytes + bytes <= m_options.room && m_held.emplace(index, loaded).second)
        m_heldBytes += bytes;
    return loaded;
}

void Patches::cut(const Image& photograph, const at::Tensor& patches, std::int64_t epoch, std::size_t index) const {
    Dice dice(m_options.seed, "patches " + std::to_string(epoch) + " " + std::to_string(index));
    const std::int64_t size = m_options.size;
    const std::int64_t shorter = std::min(photograph.width, photograph.height);
    std::vector<std::int64_t> sides; // of the regions that become patches
    for (const double scale : scales)
        if (const std::int64_t side = std::llround(double(size) / scale); side <= shorter)
            sides.push_back(side);
    if (!m_options.varied)
        sides.resize(1);
    const auto candidate = [&] {
        const std::int64_t side = sides[std::size_t(dice.below(std::int64_t(sides.size())))];
        const std::int64_t left = dice.below(photograph.width - side + 1), top = dice.below(photograph.height - side + 1);
        Image patch = region(photograph, left, top, side);
        return side == size ? patch : fitted(patch, int(size), int(size), Fit::Resize);
    };
    for (std::int64_t i = 0; i < patches.size(0); ++i) {
        Image patch = candidate();
        for (int tries = 1; tries < mostTries && textureOf(patch) < m_options.leastTexture && dice() >= keptSmooth; ++tries)
            patch = candidate();
        const at::Tensor rows = at::from_blob(patch.pixels.data(), {size, size, patch.channels}, at::kByte);
        const std::int64_t way = m_options.varied ? dice.below(m_options.upright ? 2 : 8) : 0;
        patches[i].copy_(turned(rows.permute({2, 0, 1}), way));
    }
}

} // namespace hourglass
