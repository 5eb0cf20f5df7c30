// SPDX-License-Identifier: GPL-3.0-or-later
// The input is a table, plain or gzip; its length chooses how it is read. The last line of a plain one comes many times.
#include "engine/data/Dataset.h"
#include "tests/fuzz/Target.h"

#include <array>

using namespace hourglass;

namespace {

std::string manyLines(const std::string& table) {
    const bool isPacked = table.starts_with("\x1f\x8b");
    const std::size_t before = table.size() < 2 ? std::string::npos : table.rfind('\n', table.size() - 2);
    return isPacked ? table : test::amplified(table, before == std::string::npos ? 0 : before + 1);
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::array headers = {"auto", "yes", "no"};
    constexpr std::array scalings = {"unit", "standard", "none"};
    constexpr std::array labels = {"", "1"};
    static test::MemoryFile file;
    const DataSource& source = dataCatalogue().at("csv");
    const Parameters parameters = complete(source.entry().schema,
                                           {{"file", file.with(manyLines({data, data + size}))},
                                            {"header", std::string(headers[size % 3])},
                                            {"scaling", std::string(scalings[size / 3 % 3])},
                                            {"label", std::string(labels[size / 9 % 2])}},
                                           "dataset");
    test::accepted([&] { split(source.load(parameters), parameters); });
    return 0;
}
