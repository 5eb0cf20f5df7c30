// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Error.h"
#include "engine/imaging/Picture.h"

#include <cmath>

namespace hourglass {

double psnr(const Image& picture, const Image& reference) {
    if (picture.width != reference.width || picture.height != reference.height || picture.channels != reference.channels ||
        picture.empty())
        throw Error("Only two pictures of the same size and number of channels can be compared.");
    double squares = 0;
    for (std::size_t i = 0; i < picture.pixels.size(); ++i) {
        const double difference = double(picture.pixels[i]) - double(reference.pixels[i]);
        squares += difference * difference;
    }
    return 10 * std::log10(255.0 * 255.0 * double(picture.pixels.size()) / squares);
}

} // namespace hourglass
