// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/imaging/HeaderReader.h"

#include "engine/api/Error.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <limits>
#include <utility>

namespace hourglass {

HeaderReader::HeaderReader(std::string path)
    : m_path(std::move(path))
    , m_start(144, '\0') {
    std::error_code failure;
    const auto status = std::filesystem::status(m_path, failure);
    if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status))
        throw Error(m_path + " is not a file; a picture file is needed.");
    m_file.open(m_path, std::ios::binary);
    if (!m_file)
        throw Error("Cannot open " + m_path + ": " + std::strerror(errno) + ".");
    m_file.read(m_start.data(), std::streamsize(m_start.size()));
    m_start.resize(std::size_t(m_file.gcount()));
}

void HeaderReader::failDamaged() const {
    throw Error(m_path + " is a damaged picture: its header cannot be read. Replace or remove it.");
}

std::string HeaderReader::bytes(std::uint64_t offset, std::size_t count) {
    constexpr int mostLooks = 100'000;
    std::string result(count, '\0');
    m_file.clear();
    if (++m_looks > mostLooks || offset > std::uint64_t(std::numeric_limits<std::streamoff>::max()) ||
        !m_file.seekg(std::streamoff(offset)) || !m_file.read(result.data(), std::streamsize(count)))
        failDamaged();
    return result;
}

std::uint32_t HeaderReader::bigEndian(std::uint64_t offset, std::size_t count) {
    std::uint32_t value = 0;
    for (const char digit : bytes(offset, count))
        value = value << 8 | std::uint8_t(digit);
    return value;
}

std::uint32_t HeaderReader::littleEndian(std::uint64_t offset, std::size_t count) {
    std::uint32_t value = 0;
    const std::string digits = bytes(offset, count);
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit)
        value = value << 8 | std::uint8_t(*digit);
    return value;
}

bool HeaderReader::contains(std::uint64_t offset, std::string_view wanted) {
    m_file.clear();
    m_file.seekg(std::streamoff(offset));
    std::string window; // the end of the last block stays in front: `wanted` may lie across two blocks
    for (std::string block(1 << 16, '\0'); m_file;) {
        m_file.read(block.data(), std::streamsize(block.size()));
        window.append(block, 0, std::size_t(m_file.gcount()));
        if (window.find(wanted) != std::string::npos)
            return true;
        window.erase(0, window.size() - std::min(window.size(), wanted.size() - 1));
    }
    return false;
}

} // namespace hourglass
