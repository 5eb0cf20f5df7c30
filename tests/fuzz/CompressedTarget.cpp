// SPDX-License-Identifier: GPL-3.0-or-later
// The input is what lies in a compressed picture between the model's fingerprint and the checksum. It is read by a small
// model, and unpacked where the picture is small by its header.
#include "engine/api/Compression.h"
#include "engine/compression/Container.h"
#include "tests/engine/compression/Codec.h"
#include "tests/fuzz/Target.h"

#include <zlib.h>

#include <cstdlib>

using namespace hourglass;

namespace {

constexpr std::size_t begin = 8; // behind "HGZ1" and the fingerprint

std::string withChecksum(std::string file) {
    const auto sum = crc32(0, reinterpret_cast<const Bytef*>(file.data()) + 4, uInt(file.size() - 4));
    for (int i = 0; i < 4; ++i)
        file += char(sum >> (8 * i) & 0xFF);
    return file;
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr int mostUnpacked = 64; // pixels on a side
    static const Compressor compressor(test::codec(1, "undercomplete"));
    static const std::string beginning = compressor.packed(compressor.code(Planes(1, 1, 1)).value()).substr(0, begin);
    const std::string file = withChecksum(beginning + std::string(data, data + size));
    test::accepted([&] {
        const Container container = read(file);
        if (container.width > mostUnpacked || container.height > mostUnpacked)
            return;
        const Planes picture = compressor.unpacked(file).value();
        if (!picture.sameShape(Planes(container.width, container.height, container.channels)))
            std::abort();
        for (const float value : picture.values)
            if (!(value >= 0 && value <= 1))
                std::abort();
    });
    return 0;
}
