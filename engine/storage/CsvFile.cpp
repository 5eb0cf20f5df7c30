// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/storage/ArrayFile.h"

#include <array>
#include <charconv>
#include <cstdint>

namespace hourglass {

namespace {

/// In quotes where a comma, a quote or a line's end would mislead (RFC 4180).
std::string cell(const std::string& text) {
    if (text.find_first_of(",;\t\"\r\n") == std::string::npos)
        return text;
    std::string quoted = "\"";
    for (const char character : text)
        quoted += character == '"' ? std::string("\"\"") : std::string(1, character);
    return quoted + '"';
}

/// The shortest text that reads back as the same number.
void append(std::string& line, float number) {
    std::array<char, 32> buffer{};
    line.append(buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr);
}

} // namespace

std::string csvFile(const LabelledArray& array) {
    const at::Tensor rows = array.numbers.flatten(1).contiguous();
    const bool labelled = array.labels.defined();
    std::string file = labelled ? "class" : "";
    for (const std::string& name : array.columnNames) {
        if (!file.empty())
            file += ',';
        file += cell(name);
    }
    file += '\n';
    file.reserve(file.size() + std::size_t(rows.numel()) * kCsvBytesPerNumber);
    const float* number = rows.data_ptr<float>();
    for (std::int64_t i = 0; i < rows.size(0); ++i) {
        if (labelled)
            file += cell(array.classNames.at(std::size_t(array.labels.data_ptr<std::int64_t>()[i])));
        for (std::int64_t j = 0; j < rows.size(1); ++j) {
            if (labelled || j > 0)
                file += ',';
            append(file, *number++);
        }
        file += '\n';
    }
    return file;
}

} // namespace hourglass
