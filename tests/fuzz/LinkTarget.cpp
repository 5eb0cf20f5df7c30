// SPDX-License-Identifier: GPL-3.0-or-later
// The input is a link to an experiment, or, where it begins with a brace, what a link holds. One that is accepted must
// survive being made again.
#include "engine/api/Link.h"
#include "tests/fuzz/Target.h"

#include <zlib.h>

#include <cstdlib>

using namespace hourglass;

namespace {

std::string linkTo(const std::string& content) {
    uLongf size = compressBound(content.size());
    std::string bytes(size, '\0'), link = "hourglass:1:";
    compress(reinterpret_cast<Bytef*>(bytes.data()), &size, reinterpret_cast<const Bytef*>(content.data()), content.size());
    std::uint32_t bits = 0;
    int held = 0; // bits that no digit has taken yet
    const auto addDigit = [&](std::uint32_t value) {
        link += "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"[value & 63];
    };
    for (const char byte : std::string_view(bytes).substr(0, size)) {
        bits = bits << 8 | std::uint8_t(byte);
        for (held += 8; held >= 6; held -= 6)
            addDigit(bits >> (held - 6));
    }
    if (held > 0)
        addDigit(bits << (6 - held));
    return link;
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string text(data, data + size);
    if (text.starts_with('{'))
        text = linkTo(text);
    test::accepted([&] {
        const Experiment experiment = experimentFromLink(text);
        if (experimentFromLink(experimentLink(experiment)) != experiment)
            std::abort();
    });
    return 0;
}
