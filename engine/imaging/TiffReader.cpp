// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/imaging/PhotographFormat.h"
#include "engine/imaging/PlaneViews.h"
#include "engine/imaging/Samples.h"
#include "engine/imaging/TiffFile.h"

#include <tiffio.h>

#include <algorithm>
#include <memory>

namespace hourglass {

namespace {

struct Closer {
    void operator()(TIFF* file) const { TIFFClose(file); }
};

class TiffReader {
public:
    explicit TiffReader(const std::string& path)
        : m_path(path) {
        // What they would print, the exceptions say.
        TIFFSetErrorHandler(nullptr);
        TIFFSetWarningHandler(nullptr);
        m_file.reset(TIFFOpen(path.c_str(), "r"));
        if (!m_file)
            failDamaged();
        std::uint32_t width = 0, height = 0;
        TIFFGetField(m_file.get(), TIFFTAG_IMAGEWIDTH, &width);
        TIFFGetField(m_file.get(), TIFFTAG_IMAGELENGTH, &height);
        // Compared once more with what was allowed, as it is by these that memory is taken.
        if (width == 0 || height == 0 || width > kMostPhotographPixels / height)
            failDamaged();
        m_size = {int(width), int(height)};
        m_bits = number(TIFFTAG_BITSPERSAMPLE);
        m_samples = number(TIFFTAG_SAMPLESPERPIXEL);
        m_kind = number(TIFFTAG_PHOTOMETRIC);
        std::uint16_t *kinds = nullptr, count = 0;
        if (TIFFGetFieldDefaulted(m_file.get(), TIFFTAG_EXTRASAMPLES, &count, &kinds) && count > 0)
            m_extra = kinds[0];
        refuseWhatIsNotRestored();
    }

    Photograph photograph() {
        const bool isGrey = m_kind == PHOTOMETRIC_MINISBLACK || m_kind == PHOTOMETRIC_MINISWHITE;
        const bool isPlain = (isGrey || m_kind == PHOTOMETRIC_RGB) && (m_bits == 8 || m_bits == 16);
        const int colours = isGrey ? 1 : 3;
        if (!isPlain)
            return converted(isGrey);
        if (m_samples < colours || m_samples > colours + 1)
            refuse("has " + std::to_string(m_samples) + " values for each pixel", "Save it with colours and alpha only.");
        const int planes = number(TIFFTAG_PLANARCONFIG) == PLANARCONFIG_SEPARATE ? m_samples : 1;
        std::vector<cv::Mat> parts;
        for (int plane = 0; plane < planes; ++plane)
            parts.push_back(plainPlane(plane, m_samples / planes));
        cv::Mat samples;
        cv::merge(parts, samples);
        Photograph result = photographOf(samples);
        if (m_kind == PHOTOMETRIC_MINISWHITE)
            for (float& value : result.colour.values)
                value = 1 - value;
        if (m_extra == EXTRASAMPLE_ASSOCALPHA)
            divideByAlpha(result);
        return result;
    }

private:
    int number(std::uint32_t tag) const {
        std::uint16_t value = 0;
        TIFFGetFieldDefaulted(m_file.get(), tag, &value);
        return value;
    }

    [[noreturn]] void failDamaged() const { throw damagedPhotograph(m_path); }
    [[noreturn]] void refuse(const std::string& what, const std::string& advice) const {
        throw Error(m_path + " " + what + ", which is not restored. " + advice);
    }

    void refuseWhatIsNotRestored() {
        if (m_kind == PHOTOMETRIC_SEPARATED)
            throw Error(m_path + " is in the colours of ink (CMYK). Convert it to RGB first.");
        const int format = number(TIFFTAG_SAMPLEFORMAT);
        if (m_bits > 16 || (format != SAMPLEFORMAT_UINT && format != SAMPLEFORMAT_VOID))
            refuse("has values that are not whole numbers of at most 16 bits", "Save it with 16 bits a channel.");
        // A second picture that is a small copy of the first is no page.
        const tdir_t pictures = TIFFNumberOfDirectories(m_file.get());
        for (tdir_t page = 1; page < pictures; ++page) {
            std::uint32_t kind = 0;
            if (!TIFFSetDirectory(m_file.get(), page))
                failDamaged();
            TIFFGetField(m_file.get(), TIFFTAG_SUBFILETYPE, &kind);
            if (!(kind & (FILETYPE_REDUCEDIMAGE | FILETYPE_MASK)))
                refuse("has several pages", "Save one of them as PNG or TIFF first.");
        }
        if (!TIFFSetDirectory(m_file.get(), 0))
            failDamaged();
    }

    /// Samples as they are, `each` of them side by side.
    cv::Mat plainPlane(int plane, int each) {
        const int type = CV_MAKETYPE(m_bits == 8 ? CV_8U : CV_16U, each);
        return TIFFIsTiled(m_file.get()) ? planeOfTiles(plane, type) : planeOfRows(plane, type);
    }

    cv::Mat planeOfRows(int plane, int type) {
        cv::Mat result(m_size, type);
        if (TIFFScanlineSize64(m_file.get()) != result.step[0]) // of what libtiff is about to write there
            failDamaged();
        for (int y = 0; y < m_size.height; ++y)
            if (TIFFReadScanline(m_file.get(), result.ptr(y), std::uint32_t(y), std::uint16_t(plane)) < 0)
                failDamaged();
        return result;
    }

    cv::Mat planeOfTiles(int plane, int type) {
        std::uint32_t width = 0, height = 0;
        TIFFGetField(m_file.get(), TIFFTAG_TILEWIDTH, &width);
        TIFFGetField(m_file.get(), TIFFTAG_TILELENGTH, &height);
        if (width == 0 || height == 0 || width > kMostPhotographPixels / height)
            failDamaged();
        cv::Mat result(m_size, type), tile(int(height), int(width), type);
        if (TIFFTileSize64(m_file.get()) != tile.total() * tile.elemSize())
            failDamaged();
        const cv::Rect whole({}, m_size);
        for (int top = 0; top < m_size.height; top += tile.rows)
            for (int left = 0; left < m_size.width; left += tile.cols) {
                if (TIFFReadTile(m_file.get(), tile.data, std::uint32_t(left), std::uint32_t(top), 0, std::uint16_t(plane)) <
                    0)
                    failDamaged();
                const cv::Rect inside = cv::Rect(left, top, tile.cols, tile.rows) & whole;
                tile({0, 0, inside.width, inside.height}).copyTo(result(inside));
            }
        return result;
    }

    static void divideByAlpha(Photograph& photograph) {
        const cv::Mat alpha = viewOf(photograph.alpha, 0);
        for (int channel = 0; channel < photograph.colour.channels; ++channel) {
            cv::Mat values = viewOf(photograph.colour, channel), divided = values / alpha;
            cv::min(divided, 1, divided);
            divided.copyTo(values, alpha > 0);
        }
    }

    /// By libtiff, to red, green and blue of 8 bits.
    Photograph converted(bool isGrey) {
        char reason[1024];
        if (m_extra >= 0 || !TIFFRGBAImageOK(m_file.get(), reason))
            refuse("keeps its colours in a rare way", "Save it as RGB with 8 or 16 bits a channel.");
        cv::Mat pixels(m_size,
                       CV_8UC4); // red stands lowest in each number, which is first on all machines that LibTorch knows
        // As it is stored: upright it is turned later, with all other formats.
        if (!TIFFReadRGBAImageOriented(m_file.get(), std::uint32_t(m_size.width), std::uint32_t(m_size.height),
                                       reinterpret_cast<std::uint32_t*>(pixels.data), number(TIFFTAG_ORIENTATION), 1))
            failDamaged();
        return {planesOf(pixels, {0, isGrey ? 1 : 3}), {}, 8, {}};
    }

    std::string m_path;
    std::unique_ptr<TIFF, Closer> m_file;
    cv::Size m_size;
    int m_bits = 0, m_samples = 0, m_kind = 0;
    int m_extra = -1; ///< of what kind the sample after the colours is, where there is one
};

} // namespace

Photograph readTiff(const std::string& path) {
    return TiffReader(path).photograph();
}

} // namespace hourglass
