// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/ContactSheet.h"

#include "engine/data/Dataset.h"

#include <algorithm>

namespace hourglass {

namespace {

constexpr int kSide = 48;

void paste(Image& sheet, const Image& picture, int left, int top) {
    const auto rowBytes = std::size_t(picture.width) * std::size_t(picture.channels);
    for (int row = 0; row < picture.height; ++row) {
        const std::size_t target =
            (std::size_t(top + row) * std::size_t(sheet.width) + std::size_t(left)) * std::size_t(sheet.channels);
        std::copy_n(picture.pixels.begin() + std::ptrdiff_t(std::size_t(row) * rowBytes), rowBytes,
                    sheet.pixels.begin() + std::ptrdiff_t(target));
    }
}

} // namespace

Image pictureSheet(const std::vector<Image>& pictures, std::int64_t columns) {
    if (pictures.empty())
        return {};
    const Image& first = pictures.front();
    const auto count = std::int64_t(pictures.size());
    const auto across = int(std::min(columns, count)), down = int((count + columns - 1) / columns);
    Image sheet{across * first.width, down * first.height, first.channels, {}};
    sheet.pixels.resize(std::size_t(sheet.width) * std::size_t(sheet.height) * std::size_t(sheet.channels));
    for (int i = 0; i < int(count); ++i)
        paste(sheet, pictures[std::size_t(i)], i % across * first.width, i / across * first.height);
    return sheet;
}

Image contactSheet(const std::vector<Reconstruction>& reconstructions) {
    std::vector<Image> pictures;
    for (const Reconstruction& reconstruction : reconstructions)
        pictures.push_back(thumbnail(reconstruction.original, kSide));
    for (const Reconstruction& reconstruction : reconstructions)
        pictures.push_back(thumbnail(reconstruction.rebuilt, kSide));
    return pictureSheet(pictures, std::int64_t(reconstructions.size()));
}

} // namespace hourglass
