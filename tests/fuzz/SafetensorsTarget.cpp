// SPDX-License-Identifier: GPL-3.0-or-later
// The input is a model file. Of every second one the length of the header is written anew, so that changes inside it are no
// damage.
#include "engine/api/Model.h"
#include "engine/core/SafeTensors.h"
#include "tests/fuzz/Target.h"

#include <cstring>

using namespace hourglass;

namespace {

/// Behind the brace that closes the first one, outside of texts; npos where there is none.
std::size_t endOfObject(std::string_view text) {
    int depth = 0;
    bool isText = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (isText && text[i] == '\\')
            ++i;
        else if (text[i] == '"')
            isText = !isText;
        else if (!isText && text[i] == '{')
            ++depth;
        else if (!isText && text[i] == '}' && --depth <= 0)
            return i + 1;
    }
    return std::string_view::npos;
}

std::string withLength(std::string file) {
    std::uint64_t length = 0;
    if (file.size() <= sizeof length)
        return file;
    length = endOfObject(std::string_view(file).substr(sizeof length));
    std::memcpy(file.data(), &length, sizeof length);
    return file;
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static test::MemoryFile file;
    const std::string bytes(data, data + size);
    const std::string path = file.with(size % 2 ? withLength(bytes) : bytes);
    if (test::accepted([&] { readSafeTensors(path); }))
        test::accepted([&] { Model::load(path); });
    return 0;
}
