// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/imaging/PhotographFormat.h"

#include "engine/api/Photograph.h"
#include "engine/core/Memory.h"
#include "engine/imaging/JpegHeader.h"
#include "engine/imaging/PictureStart.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>

namespace hourglass {

namespace {

[[noreturn]] void failAnimated(const std::string& path) {
    throw Error(path + " is animated, and only single pictures are restored. Save one of its pictures as PNG first.");
}

void checkPng(HeaderReader& file) {
    // Chunks: length, type, content, checksum. That of an animation stands before the picture's.
    for (std::uint64_t offset = 8;;) {
        const std::string type = file.bytes(offset + 4, 4);
        if (type == "acTL")
            failAnimated(file.path());
        if (type == "tRNS" && file.bigEndian(25, 1) == 0) // the decoder passes over it
            throw Error(file.path() + " makes one of its greys transparent, which is not restored. Save it with an alpha " +
                        "channel first.");
        if (type == "IDAT")
            return;
        offset += 12 + std::uint64_t(file.bigEndian(offset, 4));
    }
}

void checkJpeg(HeaderReader& file) {
    const int channels = jpegChannels(file);
    if (channels == 4)
        throw Error(file.path() + " is in the colours of ink (CMYK). Convert it to RGB first.");
    if ((channels != 1 && channels != 3) || jpegIsCutOff(file))
        throw damagedPhotograph(file.path());
}

void checkWebp(HeaderReader& file) {
    constexpr std::uint32_t animation = 2;
    if (file.bytes(12, 4) == "VP8X" && (file.littleEndian(20, 1) & animation))
        failAnimated(file.path());
}

void checkNothing(HeaderReader&) {}

struct Format {
    PhotographFormat format;
    bool (*matches)(std::string_view start);
    void (*check)(HeaderReader& file);
    std::vector<std::string> extensions; ///< the usual one first
    const char* title;
};

const std::vector<Format>& formats() {
    static const std::vector<Format> table = {
        {PhotographFormat::Png, isPng, checkPng, {".png"}, "PNG"},
        {PhotographFormat::Jpeg, isJpeg, checkJpeg, {".jpg", ".jpeg"}, "JPEG"},
        {PhotographFormat::Tiff, isTiff, checkNothing, {".tif", ".tiff"}, "TIFF"}, // the decoder looks itself
        {PhotographFormat::Webp, isWebp, checkWebp, {".webp"}, "WebP"},
        {PhotographFormat::Bmp, isBmp, checkNothing, {".bmp"}, "BMP"},
    };
    return table;
}

void checkSize(const std::string& path) {
    const PictureSize size = pictureSize(path);
    if (size.width > kMostPhotographPixels / size.height)
        throw Error(path + " is too large: " + std::to_string(size.width) + " × " + std::to_string(size.height) +
                    " pixels, and at most " + std::to_string(kMostPhotographPixels / 1'000'000) +
                    " megapixels are restored. Make it smaller first.");
    constexpr int bytesAPixel = 4 * (4 + 2); // the planes of colour and alpha, and what the decoder hands over
    requireMemory(path, std::uint64_t(size.width * size.height * bytesAPixel), "Close other programs or make it smaller.");
}

} // namespace

PhotographFormat checkedFormat(const std::string& path) {
    HeaderReader file(path);
    const auto found = std::ranges::find_if(formats(), [&](const Format& each) { return each.matches(file.start()); });
    if (found == formats().end())
        throw Error(path + " is not a picture that can be restored. Choose one of " + photographFormats() + ".");
    checkSize(path);
    found->check(file);
    return found->format;
}

PhotographFormat formatToWrite(const std::string& path) {
    std::string extension = std::filesystem::path(path).extension().string();
    std::ranges::transform(extension, extension.begin(), [](unsigned char c) { return char(std::tolower(c)); });
    for (const Format& each : formats())
        if (std::ranges::find(each.extensions, extension) != each.extensions.end())
            return each.format;
    throw Error(path + " cannot be written: its name must end like one of " + photographFormats() + ".");
}

Error damagedPhotograph(const std::string& path) {
    return Error(path + " is damaged or cut off and cannot be decoded. Replace or remove it.");
}

std::vector<std::string> photographExtensions() {
    std::vector<std::string> all;
    for (const Format& each : formats())
        all.insert(all.end(), each.extensions.begin(), each.extensions.end());
    return all;
}

std::string photographFormats() {
    std::string text;
    for (const Format& each : formats()) {
        text += (text.empty() ? "" : ", ") + std::string(each.title) + " (";
        for (const std::string& extension : each.extensions)
            text += (&extension == &each.extensions.front() ? "" : ", ") + extension;
        text += ")";
    }
    return text;
}

} // namespace hourglass
