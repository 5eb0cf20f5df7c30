// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/Target.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace hourglass::test {

namespace {

[[noreturn]] void fail() {
    throw std::system_error(errno, std::generic_category(), "a file in memory");
}

} // namespace

MemoryFile::MemoryFile()
    : m_descriptor(memfd_create("input", MFD_CLOEXEC)) {
    if (m_descriptor < 0)
        fail();
}

MemoryFile::~MemoryFile() {
    close(m_descriptor);
}

std::string MemoryFile::with(std::string_view bytes) {
    if (ftruncate(m_descriptor, 0) != 0 || pwrite(m_descriptor, bytes.data(), bytes.size(), 0) != ssize_t(bytes.size()))
        fail();
    return "/proc/self/fd/" + std::to_string(m_descriptor);
}

std::string amplified(std::string bytes, std::size_t first) {
    constexpr std::size_t longest = 1 << 20; // bytes: larger ones take a second under sanitizers
    if (first >= bytes.size())
        return bytes;
    const std::string last = bytes.substr(first);
    for (std::size_t times = 16 * std::uint8_t(bytes.back()); times > 0 && bytes.size() < longest; --times)
        bytes += last;
    return bytes;
}

} // namespace hourglass::test
