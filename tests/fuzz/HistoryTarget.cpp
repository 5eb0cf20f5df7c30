// SPDX-License-Identifier: GPL-3.0-or-later
// The input is the description of a history, up to the first line's end, then the numbers of all its tensors. These come
// many times, and are as wide as the description says.
#include "engine/storage/HistoryJson.h"
#include "tests/fuzz/Target.h"

#include <ATen/Functions.h>

#include <algorithm>

using namespace hourglass;

namespace {

using Tensors = std::map<std::string, at::Tensor>;

/// As many rows as the bytes are enough for.
template <typename Number>
at::Tensor rowsOf(std::string_view bytes, std::size_t width) {
    const std::size_t rows = bytes.size() / sizeof(Number) / width;
    at::Tensor tensor = at::empty({std::int64_t(rows), std::int64_t(width)}, c10::CppTypeToScalarType<Number>::value);
    std::copy_n(bytes.data(), tensor.nbytes(), static_cast<char*>(tensor.data_ptr())); // also of none
    return tensor;
}

std::size_t termsOf(const Json& entry, const char* list) {
    return entry.contains(list) ? entry[list].size() : 0;
}

Tensors tensorsFor(const Json& description, const std::string& bytes) {
    Tensors tensors;
    if (description.contains("batches"))
        for (const Json& entry : description["batches"])
            tensors.emplace("history/batches/" + std::to_string(tensors.size()),
                            rowsOf<float>(bytes, 2 + 2 * termsOf(entry, "terms")));
    std::size_t number = 0;
    if (description.contains("epochs"))
        for (const Json& entry : description["epochs"])
            tensors.emplace("history/epochs/" + std::to_string(number++),
                            rowsOf<double>(bytes, 5 + 2 * (termsOf(entry, "training") + termsOf(entry, "validation"))));
    return tensors;
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string input(data, data + size);
    const std::size_t end = std::min(input.find('\n'), input.size());
    test::accepted([&] {
        const Json description = parseJson(std::string_view(input).substr(0, end), "The history");
        constexpr std::size_t mostSegments = 8; // each has a copy of the numbers
        for (const char* list : {"batches", "epochs"})
            if (description.contains(list) && description[list].size() > mostSegments)
                return;
        const std::string bytes = test::amplified(input.substr(std::min(end + 1, input.size())), 0);
        const History history = historyFromJson(description, tensorsFor(description, bytes));
        history.batches();
        history.lastStep();
        history.stages();
    });
    return 0;
}
