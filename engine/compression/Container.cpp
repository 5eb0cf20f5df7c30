// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/compression/Container.h"

#include "engine/api/Compression.h"
#include "engine/api/Error.h"
#include "engine/api/Photograph.h"
#include "engine/core/AtomicFile.h"

#include <zlib.h>

#include <bit>
#include <cmath>
#include <filesystem>
#include <fstream>

namespace hourglass {

namespace {

constexpr std::string_view magic = "HGZ1";

std::uint32_t checksum(std::string_view bytes) {
    return std::uint32_t(crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

/// Whole numbers with the lowest byte first.
template <class Number>
void put(std::string& bytes, Number number) {
    for (std::size_t i = 0; i < sizeof number; ++i)
        bytes += char(number >> (8 * i) & 0xFF);
}

class Reader {
public:
    explicit Reader(std::string_view bytes)
        : m_left(bytes) {}

    template <class Number>
    Number number() {
        const std::string_view bytes = take(sizeof(Number));
        Number number = 0;
        for (std::size_t i = 0; i < bytes.size(); ++i)
            number = Number(number | Number(std::uint8_t(bytes[i])) << (8 * i));
        return number;
    }
    std::string_view take(std::size_t count) {
        if (count > m_left.size())
            throw Error("The compressed picture is damaged: it ends too early. Make it again from the picture.");
        const std::string_view taken = m_left.substr(0, count);
        m_left.remove_prefix(count);
        return taken;
    }
    std::string_view rest() const { return m_left; }

private:
    std::string_view m_left;
};

/// What lies between the magic and the checksum.
Reader contents(std::string_view file) {
    if (!file.starts_with(magic))
        throw Error("This is no picture that Hourglass compressed.");
    file.remove_prefix(magic.size());
    if (file.size() < sizeof(std::uint32_t))
        Reader(file).take(sizeof(std::uint32_t));
    const std::string_view inside = file.substr(0, file.size() - sizeof(std::uint32_t));
    if (Reader(file.substr(inside.size())).number<std::uint32_t>() != checksum(inside))
        throw Error("The compressed picture is damaged: its checksum does not fit. Make it again from the picture.");
    return Reader(inside);
}

} // namespace

std::string written(const Container& container) {
    std::string inside;
    put(inside, container.model);
    put(inside, std::uint16_t(container.width));
    put(inside, std::uint16_t(container.height));
    put(inside, std::uint8_t(container.channels));
    put(inside, std::bit_cast<std::uint32_t>(container.step));
    put(inside, std::uint32_t(container.rounding.size()));
    inside += container.rounding;
    inside += container.planes;
    std::string file(magic);
    file += inside;
    put(file, checksum(inside));
    return file;
}

Container read(std::string_view file) {
    Reader reader = contents(file);
    Container container;
    container.model = reader.number<std::uint32_t>();
    container.width = reader.number<std::uint16_t>();
    container.height = reader.number<std::uint16_t>();
    container.channels = reader.number<std::uint8_t>();
    container.step = std::bit_cast<float>(reader.number<std::uint32_t>());
    container.rounding = reader.take(reader.number<std::uint32_t>());
    container.planes = reader.rest();
    const std::int64_t pixels = std::int64_t(container.width) * container.height;
    if (pixels < 1 || pixels > kMostPhotographPixels || (container.channels != 1 && container.channels != 3) ||
        !(container.step > 0 && container.step < kMostStep))
        throw Error("The compressed picture is damaged: there is no picture of that size. Make it again from the picture.");
    return container;
}

void saveCompressed(std::string_view file, const std::string& path, bool replaces) {
    std::error_code ignored;
    if (!replaces && std::filesystem::exists(path, ignored))
        throw Error(path + " was not written. There is a file of that name. Choose another name, or agree to replace it.");
    writeAtomically(path, file);
}

std::string loadCompressed(const std::string& path) {
    constexpr std::uintmax_t most = 256 << 20; // bytes: five for each pixel of the largest picture
    std::error_code fault;
    const std::uintmax_t size = std::filesystem::is_regular_file(path, fault) ? std::filesystem::file_size(path, fault) : 0;
    if (size > most)
        throw Error(path + " is too large for a compressed picture: 256 MiB are the most.");
    std::string file(fault ? 0 : std::size_t(size), '\0');
    std::ifstream stream(path, std::ios::binary);
    if (file.empty() || !stream.read(file.data(), std::streamsize(file.size())))
        throw Error(path + " could not be read, or is no file, or empty. Check the name, and that you may read it.");
    return file;
}

} // namespace hourglass
