// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/InputFile.h"

#include "engine/api/Error.h"

#include <zlib.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace hourglass {

InputFile::InputFile(std::string path)
    : m_path(std::move(path)) {
    // Without O_NONBLOCK, opening a pipe would wait for somebody to write into it.
    const int descriptor = open(m_path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
        throw Error("Cannot open " + m_path + ": " + std::strerror(errno) + ".");
    struct stat status {};
    if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
        close(descriptor);
        throw Error(m_path + (S_ISDIR(status.st_mode) ? " is a folder; a file is needed." : " is not a plain file."));
    }
    m_bytesOnDisk = std::uint64_t(status.st_size);
    m_file.reset(gzdopen(descriptor, "rb"));
    if (!m_file) {
        close(descriptor);
        throw Error("There is not enough memory to read " + m_path + ".");
    }
    gzbuffer(m_file.get(), 1 << 17);
}

void InputFile::Closer::operator()(gzFile_s* file) const {
    gzclose_r(file);
}

std::uint64_t InputFile::capacity() const {
    // Deflate packs at most 1032 bytes into one.
    return gzdirect(m_file.get()) ? m_bytesOnDisk : m_bytesOnDisk * 1032;
}

std::size_t InputFile::read(void* target, std::size_t bytes) {
    std::size_t done = 0;
    while (done < bytes) {
        const auto part = unsigned(std::min<std::size_t>(bytes - done, 1 << 24));
        const int count = gzread(m_file.get(), static_cast<char*>(target) + done, part);
        int code = Z_OK;
        const char* reason = gzerror(m_file.get(), &code);
        if (code == Z_BUF_ERROR)
            throw Error(m_path + " is cut off: its gzip data end too early. Get the file again.");
        if (code == Z_ERRNO)
            throw Error("Cannot read " + m_path + ": " + std::strerror(errno) + ".");
        if (count < 0)
            throw Error(m_path + " holds damaged gzip data (" + reason + "). Get the file again.");
        done += std::size_t(count);
        if (unsigned(count) < part)
            break;
    }
    return done;
}

std::string InputFile::readAll(std::size_t limit) {
    constexpr std::size_t block = 1 << 20;
    std::string bytes;
    for (std::size_t count = block; count == block;) {
        const std::size_t before = bytes.size();
        bytes.resize(before + block);
        count = read(bytes.data() + before, block);
        bytes.resize(before + count);
        if (bytes.size() > limit)
            throw Error(m_path + " holds more than " + std::to_string(limit >> 20) + " MiB, too much to load.");
    }
    return bytes;
}

} // namespace hourglass
