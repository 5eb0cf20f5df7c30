// SPDX-License-Identifier: GPL-3.0-or-later
// The input is a table, plain or gzip; its length chooses how it is read.
#include "engine/data/Dataset.h"
#include "tests/fuzz/Target.h"

#include <array>

using namespace hourglass;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::array headers = {"auto", "yes", "no"};
    constexpr std::array scalings = {"unit", "standard", "none"};
    constexpr std::array labels = {"", "1"};
    static test::MemoryFile file;
    const DataSource& source = dataCatalogue().at("csv");
    const Parameters parameters = complete(source.entry().schema,
                                           {{"file", file.with(data, size)},
                                            {"header", std::string(headers[size % 3])},
                                            {"scaling", std::string(scalings[size / 3 % 3])},
                                            {"label", std::string(labels[size / 9 % 2])}},
                                           "dataset");
    test::accepted([&] { split(source.load(parameters), parameters); });
    return 0;
}
