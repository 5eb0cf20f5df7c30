// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Photograph.h"

#include "engine/api/Error.h"
#include "engine/core/AtomicFile.h"
#include "engine/imaging/HeaderReader.h"
#include "engine/imaging/JpegPlanes.h"
#include "engine/imaging/Metadata.h"
#include "engine/imaging/Orientation.h"
#include "engine/imaging/PhotographFormat.h"
#include "engine/imaging/PlaneViews.h"
#include "engine/imaging/Samples.h"
#include "engine/imaging/TiffFile.h"

#include <opencv2/core/utils/logger.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <filesystem>
#include <new>

namespace hourglass {

namespace {

bool isGreyPng(const std::string& path) {
    constexpr std::uint32_t colour = 2; // a bit of the colour type; palettes have it too
    return !(HeaderReader(path).bigEndian(25, 1) & colour);
}

/// PNG, JPEG, WebP and BMP.
Photograph readByOpenCv(const std::string& path, PhotographFormat format) {
    // The exception says what goes wrong; OpenCV's log would only repeat it.
    cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
    cv::Mat mat = cv::imread(path, cv::IMREAD_UNCHANGED);
    if (mat.empty() || (mat.depth() != CV_8U && mat.depth() != CV_16U))
        throw damagedPhotograph(path);
    if (mat.channels() >= 3)
        cv::cvtColor(mat, mat, mat.channels() == 3 ? cv::COLOR_BGR2RGB : cv::COLOR_BGRA2RGBA);
    Photograph photograph = photographOf(mat);
    // In many a BMP file the fourth byte is 0 and means nothing.
    if (format == PhotographFormat::Bmp && std::ranges::count(photograph.alpha.values, 0) == std::ptrdiff_t(mat.total()))
        photograph.alpha = {};
    if (format == PhotographFormat::Png && photograph.colour.channels == 3 && isGreyPng(path)) // grey with alpha
        photograph.colour = planesOf(mat, {0, 1});
    return photograph;
}

/// PNG, WebP and BMP.
std::string fileByOpenCv(const Photograph& photograph, int bits, const char* extension, const std::vector<int>& settings) {
    cv::Mat mat = samplesOf(photograph, bits);
    if (mat.channels() == 2) { // grey with alpha, which OpenCV's writers do not know
        cv::Mat all(mat.size(), CV_MAKETYPE(mat.depth(), 4));
        cv::mixChannels(mat, all, {0, 0, 0, 1, 0, 2, 1, 3});
        mat = all;
    } else if (mat.channels() >= 3)
        cv::cvtColor(mat, mat, mat.channels() == 3 ? cv::COLOR_RGB2BGR : cv::COLOR_RGBA2BGRA);
    std::vector<std::uint8_t> bytes;
    if (!cv::imencode(extension, mat, bytes, settings))
        throw Error("It could not be encoded.");
    return {bytes.begin(), bytes.end()};
}

void requireSides(const Photograph& photograph, int most, const char* format, const char* length) {
    if (std::max(photograph.colour.width, photograph.colour.height) > most)
        throw Error(std::string(format) + " has at most " + length + " pixels on a side. Save it as PNG or TIFF.");
}

void requireOpaque(const Photograph& photograph, const char* format) {
    if (!photograph.alpha.empty())
        throw Error(std::string(format) + " is written without transparency. Save it as PNG, TIFF or WebP.");
}

/// Without metadata.
std::string file(const Photograph& photograph, PhotographFormat format, int quality) {
    constexpr int losslessWebp = 101, packedPng = 6; // what OpenCV takes for it, and zlib's own balance of time and size
    switch (format) {
    case PhotographFormat::Png:
        return fileByOpenCv(photograph, photograph.bitDepth, ".png", {cv::IMWRITE_PNG_COMPRESSION, packedPng});
    case PhotographFormat::Tiff:
        return tiffFile(photograph);
    case PhotographFormat::Jpeg:
        requireOpaque(photograph, "JPEG");
        requireSides(photograph, 65'500, "JPEG", "65,500");
        return encodedJpeg(photograph.colour, quality);
    case PhotographFormat::Webp:
        requireSides(photograph, 16'383, "WebP", "16,383");
        return fileByOpenCv(photograph, 8, ".webp", {cv::IMWRITE_WEBP_QUALITY, quality == 100 ? losslessWebp : quality});
    case PhotographFormat::Bmp:
        break;
    }
    requireOpaque(photograph, "BMP");
    return fileByOpenCv(photograph, 8, ".bmp", {});
}

void check(const Photograph& photograph, const SaveOptions& options) {
    const Planes &colour = photograph.colour, &alpha = photograph.alpha;
    if (colour.empty() || (colour.channels != 1 && colour.channels != 3) ||
        (!alpha.empty() && (alpha.channels != 1 || alpha.width != colour.width || alpha.height != colour.height)) ||
        (photograph.bitDepth != 8 && photograph.bitDepth != 16))
        throw Error("It is no whole photograph: 1 or 3 planes, alpha of the same size or none, 8 or 16 bits are needed.");
    if (options.quality < 1 || options.quality > 100)
        throw Error("The quality must be from 1 to 100.");
}

} // namespace

Photograph loadPhotograph(const std::string& path) {
    const PhotographFormat format = checkedFormat(path);
    try {
        Photograph photograph = format == PhotographFormat::Tiff ? readTiff(path) : readByOpenCv(path, format);
        StoredMetadata stored = readMetadata(path);
        photograph.colour = upright(std::move(photograph.colour), stored.orientation);
        photograph.alpha = upright(std::move(photograph.alpha), stored.orientation);
        photograph.metadata = std::move(stored.metadata);
        return photograph;
    } catch (const cv::Exception&) {
        throw damagedPhotograph(path);
    } catch (const std::bad_alloc&) {
        throw Error(path + " needs more memory than there is. Close other programs or make it smaller.");
    }
}

void savePhotograph(const Photograph& photograph, const std::string& path, const SaveOptions& options) {
    const PhotographFormat format = formatToWrite(path);
    std::string bytes;
    try {
        check(photograph, options);
        std::error_code ignored; // writing says it
        if (!options.replaces && std::filesystem::exists(path, ignored))
            throw Error("There is a file of that name. Choose another name, or agree to replace it.");
        bytes = file(photograph, format, options.quality);
        if (format != PhotographFormat::Bmp)
            bytes = withMetadata(bytes, photograph);
    } catch (const Error& error) {
        throw Error(path + " was not written. " + error.message());
    } catch (const cv::Exception& exception) {
        throw Error(path + " was not written. " + exception.err);
    } catch (const std::bad_alloc&) {
        throw Error(path + " was not written. There is not enough memory. Close other programs.");
    }
    writeAtomically(path, bytes);
}

} // namespace hourglass
