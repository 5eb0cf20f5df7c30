// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Error.h"
#include "engine/imaging/Samples.h"
#include "engine/imaging/TiffFile.h"

#include <tiffio.h>
#include <tiffio.hxx>

#include <sstream>

namespace hourglass {

std::string tiffFile(const Photograph& photograph) {
    cv::Mat samples = samplesOf(photograph, photograph.bitDepth);
    const Error failed("There is not enough memory. Close other programs.");
    TIFFSetErrorHandler(nullptr);
    std::ostringstream stream;
    TIFF* file = TIFFStreamOpen("memory", &stream);
    if (!file)
        throw failed;
    const bool isColour = photograph.colour.channels == 3;
    TIFFSetField(file, TIFFTAG_IMAGEWIDTH, samples.cols);
    TIFFSetField(file, TIFFTAG_IMAGELENGTH, samples.rows);
    TIFFSetField(file, TIFFTAG_BITSPERSAMPLE, photograph.bitDepth);
    TIFFSetField(file, TIFFTAG_SAMPLESPERPIXEL, samples.channels());
    TIFFSetField(file, TIFFTAG_PHOTOMETRIC, isColour ? PHOTOMETRIC_RGB : PHOTOMETRIC_MINISBLACK);
    TIFFSetField(file, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
    TIFFSetField(file, TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT);
    if (!photograph.alpha.empty()) {
        const std::uint16_t kind = EXTRASAMPLE_UNASSALPHA;
        TIFFSetField(file, TIFFTAG_EXTRASAMPLES, 1, &kind);
    }
    TIFFSetField(file, TIFFTAG_COMPRESSION, COMPRESSION_ADOBE_DEFLATE);
    TIFFSetField(file, TIFFTAG_PREDICTOR, PREDICTOR_HORIZONTAL);
    TIFFSetField(file, TIFFTAG_ROWSPERSTRIP, TIFFDefaultStripSize(file, 0));
    bool isWritten = true;
    for (int y = 0; y < samples.rows && isWritten; ++y)
        isWritten = TIFFWriteScanline(file, samples.ptr(y), std::uint32_t(y), 0) >= 0; // which alters the row
    isWritten = isWritten && TIFFFlush(file);
    TIFFClose(file);
    if (!isWritten || !stream)
        throw failed;
    return std::move(stream).str();
}

} // namespace hourglass
