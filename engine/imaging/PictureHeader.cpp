// SPDX-License-Identifier: GPL-3.0-or-later
// Sizes of pictures without decoding them. OpenCV cannot tell, and turns a few kilobytes into gigabytes.
#include "engine/api/Error.h"
#include "engine/core/Text.h"
#include "engine/imaging/HeaderReader.h"
#include "engine/imaging/JpegHeader.h"
#include "engine/imaging/PictureStart.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cstdlib>
#include <filesystem>

#include <unistd.h>

namespace hourglass {

namespace {

using namespace std::string_view_literals;

PictureSize pngSize(HeaderReader& file) {
    return {file.bigEndian(16, 4), file.bigEndian(20, 4)};
}

PictureSize bmpSize(HeaderReader& file) {
    if (file.littleEndian(14, 4) == 12)
        return {file.littleEndian(18, 2), file.littleEndian(20, 2)};
    // A negative height means that the rows are stored from the top.
    return {std::int32_t(file.littleEndian(18, 4)), std::abs(std::int64_t(std::int32_t(file.littleEndian(22, 4))))};
}

PictureSize tiffSize(HeaderReader& file) {
    const bool little = file.start().front() == 'I';
    const auto number = [&](std::uint64_t offset, std::size_t count) {
        return little ? file.littleEndian(offset, count) : file.bigEndian(offset, count);
    };
    PictureSize size;
    const std::uint64_t directory = number(4, 4);
    const std::uint32_t entries = number(directory, 2);
    for (std::uint64_t entry = directory + 2; entry < directory + 2 + 12ull * entries; entry += 12) {
        constexpr std::uint32_t widthTag = 256, heightTag = 257, shortType = 3, longType = 4;
        const std::uint32_t tag = number(entry, 2);
        if (tag != widthTag && tag != heightTag)
            continue;
        const std::uint32_t type = number(entry + 2, 2);
        std::int64_t& side = tag == widthTag ? size.width : size.height;
        // Where there are two, decoders go by the first; they also know types that the format does not allow here.
        if (side != 0 || (type != shortType && type != longType))
            file.failDamaged();
        side = number(entry + 8, type == shortType ? 2 : 4);
    }
    return size;
}

PictureSize webpSize(HeaderReader& file) {
    const std::string chunk = file.bytes(12, 4);
    if (chunk == "VP8 ")
        return {file.littleEndian(26, 2) & 0x3fff, file.littleEndian(28, 2) & 0x3fff};
    if (chunk == "VP8L") {
        const std::uint32_t packed = file.littleEndian(21, 4);
        return {(packed & 0x3fff) + 1, (packed >> 14 & 0x3fff) + 1};
    }
    if (chunk != "VP8X")
        file.failDamaged();
    return {std::int64_t(file.littleEndian(24, 3)) + 1, std::int64_t(file.littleEndian(27, 3)) + 1};
}

bool isNetpbm(std::string_view start) {
    return start.size() > 2 && start[0] == 'P' && start[1] >= '1' && start[1] <= '7' && std::isspace(std::uint8_t(start[2]));
}

/// The next word, with comments passed over, which end where the decoder ends them. Words of a size are short: a longer one
/// is damage.
std::string netpbmWord(HeaderReader& file, std::uint64_t& offset) {
    std::string word;
    while (word.size() < 16) {
        char next = file.bytes(offset++, 1).front();
        if (next == '#')
            while (next != '\n' && next != '\r')
                next = file.bytes(offset++, 1).front();
        if (!std::isspace(std::uint8_t(next)))
            word += next;
        else if (!word.empty())
            return word;
    }
    file.failDamaged();
}

PictureSize netpbmSize(HeaderReader& file) {
    std::uint64_t offset = 2;
    const auto number = [&] {
        const std::string word = netpbmWord(file, offset);
        std::int64_t value = 0;
        if (std::from_chars(word.data(), word.data() + word.size(), value).ptr != word.data() + word.size())
            file.failDamaged();
        return value;
    };
    PictureSize size;
    if (file.start()[1] != '7') {
        size.width = number();
        size.height = number();
        return size;
    }
    for (std::string key; (key = netpbmWord(file, offset)) != "ENDHDR";) {
        if (key == "WIDTH")
            size.width = number();
        else if (key == "HEIGHT")
            size.height = number();
        else
            netpbmWord(file, offset);
    }
    return size;
}

constexpr auto codestreamStart = "\xff\x4f\xff\x51"sv;

bool isJpeg2000(std::string_view start) {
    return start.starts_with("\0\0\0\x0cjP  \r\n\x87\n"sv) || start.starts_with(codestreamStart);
}

PictureSize jpeg2000Size(HeaderReader& file) {
    std::uint64_t offset = 0;
    if (!file.start().starts_with(codestreamStart)) {
        // Boxes: length, type, content. What the decoder goes by is the codestream, not the file's own
        // header.
        constexpr std::uint32_t codestreamBox = 0x6a703263; // "jp2c"
        while (file.bigEndian(offset + 4, 4) != codestreamBox) {
            const std::uint32_t length = file.bigEndian(offset, 4);
            if (length < 8)
                file.failDamaged();
            offset += length;
        }
        offset += file.bigEndian(offset, 4) == 1 ? 16 : 8;
    }
    return {std::int64_t(file.bigEndian(offset + 8, 4)) - file.bigEndian(offset + 16, 4),
            std::int64_t(file.bigEndian(offset + 12, 4)) - file.bigEndian(offset + 20, 4)};
}

struct Format {
    bool (*matches)(std::string_view start);
    PictureSize (*size)(HeaderReader& file);
};

constexpr std::array<Format, 7> formats = {{{isPng, pngSize},
                                            {isJpeg, jpegSize},
                                            {isBmp, bmpSize},
                                            {isTiff, tiffSize},
                                            {isWebp, webpSize},
                                            {isNetpbm, netpbmSize},
                                            {isJpeg2000, jpeg2000Size}}};

const Format* formatOf(const HeaderReader& file) {
    const auto found = std::ranges::find_if(formats, [&](const Format& f) { return f.matches(file.start()); });
    return found == formats.end() ? nullptr : &*found;
}

/// OpenCV's decoders for medical pictures and for maps look further inside than all others, and would take the file over,
/// with sizes of their own. Its limit of pixels is no help: it is read from the environment before main() begins.
void refuseHiddenFormats(const HeaderReader& file) {
    const auto holds = [&](std::size_t place, std::string_view word) {
        return file.start().size() >= place && file.start().substr(place).starts_with(word);
    };
    if (holds(128, "DICM") || holds(140, "DTED"))
        throw Error(file.path() + " begins like a picture but holds another format (DICOM or DTED), which is not read. " +
                    pictureFormats() + " Convert or remove it.");
}

/// Some headers are looked for as far as the file goes.
void refuseEndlessFiles(const HeaderReader& file) {
    constexpr std::uintmax_t gibibyte = 1u << 30;
    std::error_code failure;
    if (const auto size = std::filesystem::file_size(file.path(), failure); !failure && size > gibibyte)
        throw Error(file.path() + " is larger than 1 GiB, too large for a picture. Make it smaller or remove it.");
}

bool isNamedLikePicture(const std::string& path) {
    constexpr std::array extensions = {".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".webp", ".pbm",
                                       ".pgm", ".ppm", ".pnm",  ".pam", ".jp2", ".j2k",  ".j2c"};
    std::string extension = std::filesystem::path(path).extension().string();
    std::ranges::transform(extension, extension.begin(), [](unsigned char c) { return char(std::tolower(c)); });
    return std::ranges::find(extensions, extension) != extensions.end();
}

} // namespace

std::string pictureFormats() {
    return "Readable are PNG, JPEG, BMP, TIFF, WebP, PNM and JPEG 2000.";
}

bool isPicture(const std::string& path) {
    if (!isNamedLikePicture(path) && access(path.c_str(), R_OK) != 0)
        return false; // whatever it is, it is not meant
    const HeaderReader file(path);
    if (formatOf(file))
        return true;
    if (isNamedLikePicture(path))
        throw Error(path + " is named like a picture but is damaged or something else. Replace or remove it.");
    return false;
}

PictureSize pictureSize(const std::string& path) {
    HeaderReader file(path);
    const Format* format = formatOf(file);
    if (!format)
        throw Error(path + " is not a picture that can be read. " + pictureFormats());
    refuseHiddenFormats(file);
    refuseEndlessFiles(file);
    const PictureSize size = format->size(file);
    if (size.width <= 0 || size.height <= 0)
        file.failDamaged();
    return size;
}

} // namespace hourglass
