// SPDX-License-Identifier: GPL-3.0-or-later
// The input is an IDX file, plain or gzip: of samples, or of labels.
#include "engine/api/Data.h"
#include "engine/data/IdxFile.h"
#include "tests/fuzz/Target.h"

using namespace hourglass;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static test::MemoryFile file, threeBytes;
    static const std::string samples = threeBytes.with({"\0\0\x08\2\0\0\0\3\0\0\0\1abc", 15});
    const std::string path = file.with(data, size);
    test::accepted([&] { datasetFromReference(path); });
    const Parameters common = complete(datasetCommonParameters(), {}, "dataset");
    test::accepted([&] { split(readIdxPair(path, {}), common); });
    test::accepted([&] { readIdxPair(samples, path); });
    return 0;
}
