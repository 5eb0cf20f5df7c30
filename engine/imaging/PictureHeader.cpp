// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/imaging/PictureHeader.h"

#include "engine/api/Error.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace hourglass {

using namespace std::string_view_literals;

PictureHeader::PictureHeader(const std::string& path) : m_path(path) {
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored))
        throw Error(path + " is a folder; a picture file is needed.");
    m_file.open(path, std::ios::binary);
    if (!m_file)
        throw Error("Cannot open " + path + ": " + std::strerror(errno) + ".");
    m_start.resize(16);
    m_file.read(m_start.data(), std::streamsize(m_start.size()));
    m_start.resize(std::size_t(m_file.gcount()));
    m_format = recognised();
}

void PictureHeader::fail() const {
    throw Error(m_path + " is a damaged " + std::string(m_format) + " picture: its header cannot be read.");
}

std::string PictureHeader::bytes(std::uint64_t offset, std::size_t count) {
    std::string result(count, '\0');
    m_file.clear();
    if (!m_file.seekg(std::streamoff(offset)) || !m_file.read(result.data(), std::streamsize(count)))
        fail();
    return result;
}

std::uint32_t PictureHeader::number(std::uint64_t offset, std::size_t count, std::endian order) {
    std::string digits = bytes(offset, count);
    if (order == std::endian::little)
        std::ranges::reverse(digits);
    std::uint32_t value = 0;
    for (const char digit : digits)
        value = value << 8 | std::uint8_t(digit);
    return value;
}

std::string_view PictureHeader::recognised() const {
    const std::string_view start = m_start;
    if (start.starts_with("\x89PNG\r\n\x1a\n"))
        return "PNG";
    if (start.starts_with("\xff\xd8\xff"))
        return "JPEG";
    // "BM" alone begins many a text, so the size of the next header counts too.
    if (start.starts_with("BM") && start.size() == 16 && "\x0c\x28\x34\x38\x40\x6c\x7c"sv.contains_size(start[14]))
        return "BMP";
    if (start.starts_with("RIFF") && start.substr(std::min<std::size_t>(8, start.size())).starts_with("WEBP"))
        return "WebP";
    if (start.starts_with("II*\0"sv) || start.starts_with("MM\0*"sv))
        return "TIFF";
    if (start.size() > 2 && start[0] == 'P' && start[1] >= '1' && start[1] <= '6' && std::isspace(std::uint8_t(start[2])))
        return "PNM";
    if (start.starts_with("P7\n"))
        return "PAM";
    if (start.starts_with("\0\0\0\x0cjP  \r\n\x87\n"sv) || start.starts_with("\xff\x4f\xff\x51"))
        return "JPEG 2000";
    return {};
}

} // namespace hourglass
