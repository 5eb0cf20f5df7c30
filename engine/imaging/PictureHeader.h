// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/imaging/Picture.h"

#include <bit>
#include <cstdint>
#include <fstream>
#include <string>
#include <string_view>

namespace hourglass {

/// The first bytes of a picture file, without a decoder: what it is, how large, and whether it is all there.
class PictureHeader {
public:
    /// @throws Error naming the file when it cannot be opened.
    explicit PictureHeader(const std::string& path);

    /// "PNG", "JPEG", ..., or empty when the file is in no readable format.
    std::string_view format() const { return m_format; }
    /// @throws Error naming the file when it ends or goes wrong before its size is known.
    PictureSize size();
    /// Whether a JPEG has lost its end, which its decoder would pass over in silence.
    bool isCutOff();

private:
    std::string bytes(std::uint64_t offset, std::size_t count);
    std::uint32_t number(std::uint64_t offset, std::size_t count, std::endian order);
    std::uint32_t big(std::uint64_t offset, std::size_t count) { return number(offset, count, std::endian::big); }
    std::uint32_t little(std::uint64_t offset, std::size_t count) {
        return number(offset, count, std::endian::little);
    }

    std::string_view recognised() const;
    std::uint64_t jpegFrame();
    std::uint64_t jpeg2000Codestream();
    PictureSize jpegSize();
    PictureSize bmpSize();
    PictureSize webpSize();
    PictureSize tiffSize();
    PictureSize netpbmSize();
    PictureSize pamSize();
    PictureSize jpeg2000Size();
    [[noreturn]] void fail() const;

    std::string m_path;
    std::ifstream m_file;
    std::string m_start; ///< the first 16 bytes, or fewer
    std::string_view m_format;
};

} // namespace hourglass
