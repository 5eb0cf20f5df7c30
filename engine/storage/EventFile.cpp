// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/storage/EventFile.h"

#include "engine/api/Error.h"

#include <array>
#include <bit>
#include <cerrno>
#include <chrono>
#include <cstring>

#include <unistd.h>

namespace hourglass {

namespace {

static_assert(std::endian::native == std::endian::little, "records and protocol buffers are little-endian");

template <class Number>
std::string bytesOf(Number number) {
    std::string bytes(sizeof number, '\0');
    std::memcpy(bytes.data(), &number, sizeof number);
    return bytes;
}

std::array<std::uint32_t, 256> makeTable() {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < 256; ++i) {
        std::uint32_t rest = i;
        for (int bit = 0; bit < 8; ++bit)
            rest = rest >> 1 ^ (rest & 1 ? 0x82F63B78U : 0U);
        table[i] = rest;
    }
    return table;
}

/// A checksum of data that hold checksums would tell little: so TFRecords mask it.
std::uint32_t masked(std::uint32_t crc) {
    return (crc >> 15 | crc << 17) + 0xA282EAD8U;
}

double now() {
    return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

// What there is of protocol buffers here: a field is its number and its type, then its content.
enum class Wire : std::uint8_t { Varint = 0, Fixed64 = 1, Bytes = 2, Fixed32 = 5 };

std::string varint(std::uint64_t number) {
    std::string bytes;
    for (; number >= 128; number >>= 7)
        bytes += char(number | 128);
    return bytes += char(number);
}

std::string key(unsigned number, Wire type) {
    return varint(number << 3 | unsigned(type));
}

std::string bytesField(unsigned number, const std::string& content) {
    return key(number, Wire::Bytes) + varint(content.size()) + content;
}

/// Event { double wall_time = 1; int64 step = 2; ... }
std::string event(std::int64_t step, const std::string& what) {
    return key(1, Wire::Fixed64) + bytesOf(now()) + key(2, Wire::Varint) + varint(std::uint64_t(step)) + what;
}

/// Event { Summary summary = 5; }, Summary { repeated Value value = 1; }, Value { string tag = 1; float simple_value = 2; }
std::string summary(const EventFile::Scalars& scalars) {
    std::string values;
    for (const auto& [tag, value] : scalars)
        values += bytesField(1, bytesField(1, tag) + key(2, Wire::Fixed32) + bytesOf(float(value)));
    return bytesField(5, values);
}

/// TensorBoard looks for "tfevents" in names, and takes files of one folder in the order of their names.
std::string fileName() {
    std::array<char, 256> host{};
    gethostname(host.data(), host.size() - 1);
    return "events.out.tfevents." + std::to_string(std::int64_t(now())) + '.' + host.data() + '.' + std::to_string(getpid());
}

} // namespace

std::uint32_t crc32c(std::string_view bytes) {
    static const auto table = makeTable();
    std::uint32_t crc = ~0U;
    for (const char byte : bytes)
        crc = crc >> 8 ^ table[(crc ^ static_cast<unsigned char>(byte)) & 255];
    return ~crc;
}

EventFile::EventFile(const std::string& folder)
    : m_path(folder + '/' + fileName())
    , m_stream(m_path, std::ios::binary) {
    require(m_stream.is_open());
    writeRecord(event(0, bytesField(3, "brain.Event:2"))); // Event { string file_version = 3; }
    flush();
}

void EventFile::write(std::int64_t step, const Scalars& scalars) {
    writeRecord(event(step, summary(scalars)));
}

void EventFile::flush() {
    require(m_stream.flush().good());
}

void EventFile::writeRecord(std::string_view content) {
    const std::string length = bytesOf(std::uint64_t(content.size()));
    m_stream << length << bytesOf(masked(crc32c(length))) << content << bytesOf(masked(crc32c(content)));
    require(m_stream.good());
}

void EventFile::require(bool done) const {
    if (!done)
        throw Error("Cannot write " + m_path + " for TensorBoard: " + std::strerror(errno) +
                    ". Make room or choose another folder. The training goes on without it.");
}

} // namespace hourglass
