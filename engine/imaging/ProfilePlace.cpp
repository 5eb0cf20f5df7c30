// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/imaging/ProfilePlace.h"

#include "engine/api/Error.h"
#include "engine/imaging/PictureStart.h"

#include <zlib.h>

#include <cstdint>

namespace hourglass {

namespace {

std::string littleEndian(std::uint32_t number, int bytes) {
    std::string digits;
    for (int i = 0; i < bytes; ++i)
        digits += char(number >> 8 * i);
    return digits;
}

std::string bigEndian(std::uint32_t number) {
    const std::string digits = littleEndian(number, 4);
    return {digits.rbegin(), digits.rend()};
}

std::string packed(const std::string& bytes) {
    uLongf size = compressBound(bytes.size());
    std::string result(size, '\0');
    if (compress(reinterpret_cast<Bytef*>(result.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()),
                 bytes.size()) != Z_OK)
        throw Error("There is not enough memory. Close other programs.");
    result.resize(size);
    return result;
}

/// The chunk iCCP after the header, with a name, which Exiv2 leaves empty.
std::string pngWithPlace(const std::string& file, const std::string& profile) {
    constexpr std::size_t headerEnd = 33;
    const std::string chunk = "iCCP" + std::string("ICC profile\0\0", 13) + packed(profile);
    const auto checksum = std::uint32_t(crc32(0, reinterpret_cast<const Bytef*>(chunk.data()), uInt(chunk.size())));
    return file.substr(0, headerEnd) + bigEndian(std::uint32_t(chunk.size() - 4)) + chunk + bigEndian(checksum) +
           file.substr(headerEnd);
}

/// The extended header, which Exiv2 writes under a wrong name.
std::string webpWithPlace(const std::string& file, const Photograph& photograph) {
    constexpr std::size_t headerEnd = 12;
    if (file.compare(headerEnd, 4, "VP8X") == 0)
        return file;
    constexpr std::uint32_t alpha = 0x10;
    const std::string chunk = "VP8X" + littleEndian(10, 4) + littleEndian(photograph.alpha.empty() ? 0 : alpha, 4) +
                              littleEndian(std::uint32_t(photograph.colour.width - 1), 3) +
                              littleEndian(std::uint32_t(photograph.colour.height - 1), 3);
    return "RIFF" + littleEndian(std::uint32_t(file.size() + chunk.size() - 8), 4) + "WEBP" + chunk + file.substr(headerEnd);
}

} // namespace

std::string withPlaceForProfile(const std::string& file, const Photograph& photograph) {
    if (isPng(file))
        return pngWithPlace(file, photograph.metadata.iccProfile);
    return isWebp(file) ? webpWithPlace(file, photograph) : file;
}

} // namespace hourglass
