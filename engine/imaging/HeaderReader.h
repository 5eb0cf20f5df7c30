// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <fstream>
#include <string>
#include <string_view>

namespace hourglass {

/// Numbers at chosen places of a picture file. Hostile offsets and lengths can only lead to an Error, and soon: a header
/// that takes more than 100,000 looks is damaged.
class HeaderReader {
public:
    /// @throws Error naming the file when it cannot be opened.
    explicit HeaderReader(std::string path);

    const std::string& path() const { return m_path; }
    /// The first 144 bytes, or as many as there are.
    std::string_view start() const { return m_start; }
    /// @throws Error naming the file when it ends before.
    std::string bytes(std::uint64_t offset, std::size_t count);
    /// Unsigned numbers of 1 to 4 bytes. @throws Error as bytes().
    std::uint32_t bigEndian(std::uint64_t offset, std::size_t count);
    std::uint32_t littleEndian(std::uint64_t offset, std::size_t count);
    /// Whether `wanted` occurs at `offset` or later.
    bool contains(std::uint64_t offset, std::string_view wanted);
    [[noreturn]] void failDamaged() const;

private:
    std::string m_path;
    std::ifstream m_file;
    std::string m_start;
    int m_looks = 0;
};

} // namespace hourglass
