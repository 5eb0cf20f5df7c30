// SPDX-License-Identifier: GPL-3.0-or-later
// The input is a model file.
#include "engine/api/Model.h"
#include "engine/core/SafeTensors.h"
#include "tests/fuzz/Target.h"

using namespace hourglass;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static test::MemoryFile file;
    const std::string path = file.with(data, size);
    if (test::accepted([&] { readSafeTensors(path); }))
        test::accepted([&] { Model::load(path); });
    return 0;
}
