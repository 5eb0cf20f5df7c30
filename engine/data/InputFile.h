// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

struct gzFile_s;

namespace hourglass {

/// A file read once from its beginning; gzip is unpacked on the way.
class InputFile {
public:
    /// @throws Error naming the file when it is missing, no plain file, or may not be read.
    explicit InputFile(std::string path);

    const std::string& path() const { return m_path; }
    /// The most bytes that the whole file can unpack to: for judging what a header claims before memory is
    /// spent on it.
    std::uint64_t capacity() const;
    /// Fills `target` and returns how many bytes there were: fewer than asked for only at the end of the
    /// file.
    /// @throws Error naming the file when it cannot be read, or its gzip data are damaged or cut off.
    std::size_t read(void* target, std::size_t bytes);
    /// Everything that is left. @throws Error as read(), and when that is more than `limit` bytes.
    std::string readAll(std::size_t limit);

private:
    struct Closer {
        void operator()(gzFile_s* file) const;
    };

    std::string m_path;
    std::uint64_t m_bytesOnDisk = 0;
    std::unique_ptr<gzFile_s, Closer> m_file;
};

} // namespace hourglass
