// SPDX-License-Identifier: GPL-3.0-or-later
// The input is a picture file. One that is small by its header is loaded as those are that are restored, with all that
// stands in it beside the picture, and what was found there is put into another file.
#include "engine/imaging/JpegPlanes.h"
#include "engine/imaging/Metadata.h"
#include "engine/imaging/Picture.h"
#include "tests/fuzz/Target.h"

#include <zlib.h>

#include <algorithm>
#include <cstdlib>

using namespace hourglass;

namespace {

std::size_t bigEndian(const std::string& file, std::size_t place) {
    std::size_t number = 0;
    for (std::size_t i = place; i < place + 4; ++i)
        number = number << 8 | std::uint8_t(file[i]);
    return number;
}

/// Of its chunks: length, type, content, checksum of type and content.
std::string withChecksums(std::string file) {
    constexpr std::size_t beginning = 8, around = 12; // of the file; of a chunk's content
    if (!file.starts_with("\x89PNG"))
        return file;
    for (std::size_t place = beginning; place + around <= file.size();) {
        const std::size_t length = bigEndian(file, place), end = place + 8 + length;
        if (end + 4 > file.size())
            break;
        const auto sum = crc32(0, reinterpret_cast<const Bytef*>(file.data()) + place + 4, uInt(length + 4));
        for (std::size_t i = 0; i < 4; ++i)
            file[end + i] = char(sum >> (24 - 8 * i));
        place = end + 4;
    }
    return file;
}

bool isWhole(const Photograph& photograph, const PictureSize& size) {
    const auto fits = [](const Planes& planes) {
        return std::ranges::all_of(planes.values, [](float value) { return value >= 0 && value <= 1; });
    };
    const Planes &colour = photograph.colour, &alpha = photograph.alpha;
    const bool isUpright = colour.width == size.width && colour.height == size.height;
    const bool isTurned = colour.width == size.height && colour.height == size.width;
    return (isUpright || isTurned) && (colour.channels == 1 || colour.channels == 3) && fits(colour) &&
           (alpha.empty() || (alpha.sameShape(Planes(colour.width, colour.height, 1)) && fits(alpha))) &&
           (photograph.bitDepth == 8 || photograph.bitDepth == 16);
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::int64_t mostDecoded = 256; // pixels in a row
    static test::MemoryFile file;
    const std::string input(data, data + size), path = file.with(size % 2 == 0 ? withChecksums(input) : input);
    test::accepted([&] {
        const PictureSize pixels = pictureSize(path);
        if (pixels.width > mostDecoded || pixels.height > mostDecoded)
            return;
        const Photograph photograph = loadPhotograph(path);
        if (!isWhole(photograph, pixels))
            std::abort();
        withMetadata(encodedJpeg(photograph.colour, 90), photograph);
    });
    return 0;
}
