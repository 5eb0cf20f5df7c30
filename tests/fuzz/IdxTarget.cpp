// SPDX-License-Identifier: GPL-3.0-or-later
// The input is an IDX file, plain or gzip: of samples, or of labels. Every second plain one is made whole: it has as many
// samples as its bytes are enough for, and the last bytes come many times.
#include "engine/api/Data.h"
#include "engine/data/IdxFile.h"
#include "tests/fuzz/Target.h"

#include <algorithm>

using namespace hourglass;

namespace {

std::uint64_t sizeAt(const std::string& file, std::size_t place) {
    std::uint64_t size = 0;
    for (std::size_t i = 0; i < 4; ++i)
        size = size << 8 | std::uint8_t(file[place + i]);
    return size;
}

std::string whole(std::string file) {
    constexpr std::size_t sizes = 4; // where they begin
    const std::size_t dimensions = file.size() > 3 ? std::uint8_t(file[3]) : 0, content = sizes + 4 * dimensions;
    if (dimensions == 0 || file.size() <= content)
        return file;
    file = test::amplified(file, std::max(content, file.size() - std::min<std::size_t>(file.size(), 8)));
    std::uint64_t each = file[2] == 0x0b ? 2 : file[2] == 0x0c || file[2] == 0x0d ? 4 : file[2] == 0x0e ? 8 : 1; // bytes
    for (std::size_t i = 1; i < dimensions; ++i)
        each = std::min<std::uint64_t>(each * sizeAt(file, sizes + 4 * i), file.size());
    const std::uint64_t samples = each == 0 ? 0 : (file.size() - content) / each;
    for (std::size_t i = 0; i < 4; ++i)
        file[sizes + i] = char(samples >> (24 - 8 * i));
    file.resize(content + samples * each);
    return file;
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static test::MemoryFile file, threeBytes;
    static const std::string samples = threeBytes.with({"\0\0\x08\2\0\0\0\3\0\0\0\1abc", 15});
    const std::string bytes(data, data + size);
    const std::string path = file.with(size % 2 ? whole(bytes) : bytes);
    test::accepted([&] { datasetFromReference(path); });
    const Parameters common = complete(datasetCommonParameters(), {}, "dataset");
    test::accepted([&] { split(readIdxPair(path, {}), common); });
    test::accepted([&] { readIdxPair(samples, path); });
    return 0;
}
