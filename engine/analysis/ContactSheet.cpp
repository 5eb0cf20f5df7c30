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

Image contactSheet(const std::vector<Reconstruction>& reconstructions) {
    Image sheet;
    for (std::size_t column = 0; column < reconstructions.size(); ++column) {
        const Image original = thumbnail(reconstructions[column].original, kSide);
        const Image rebuilt = thumbnail(reconstructions[column].rebuilt, kSide);
        if (sheet.empty()) {
            sheet = {original.width * int(reconstructions.size()), 2 * original.height, original.channels, {}};
            sheet.pixels.resize(std::size_t(sheet.width) * std::size_t(sheet.height) * std::size_t(sheet.channels));
        }
        paste(sheet, original, int(column) * original.width, 0);
        paste(sheet, rebuilt, int(column) * original.width, original.height);
    }
    return sheet;
}

} // namespace hourglass
