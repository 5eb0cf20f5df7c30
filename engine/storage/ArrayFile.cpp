// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/storage/ArrayFile.h"

#include "engine/api/Error.h"
#include "engine/api/Export.h"
#include "engine/core/Text.h"

#include <map>

namespace hourglass {

namespace {

struct Format {
    std::string (*write)(const LabelledArray&);
    std::size_t bytesPerNumber;
};

const std::map<std::string, Format>& formats() {
    static const std::map<std::string, Format> table = {{".csv", {csvFile, kCsvBytesPerNumber}},
                                                        {".npy", {npyFile, sizeof(float)}}};
    return table;
}

Format formatOf(const std::string& path) {
    for (const auto& [extension, format] : formats())
        if (path.ends_with(extension))
            return format;
    throw Error(path + " does not say in which format to write. Choose a name that ends in one of these: " +
                joined(arrayExtensions()) + '.');
}

} // namespace

const std::vector<std::string>& arrayExtensions() {
    static const auto extensions = [] {
        std::vector<std::string> list;
        for (const auto& [extension, format] : formats())
            list.push_back(extension);
        return list;
    }();
    return extensions;
}

std::vector<std::string> numbered(const std::string& word, std::int64_t count) {
    std::vector<std::string> names;
    for (std::int64_t i = 1; i <= count; ++i)
        names.push_back(word + std::to_string(i));
    return names;
}

std::string arrayFile(const LabelledArray& array, const std::string& path) {
    return formatOf(path).write(array);
}

std::size_t bytesPerNumber(const std::string& path) {
    return formatOf(path).bytesPerNumber;
}

} // namespace hourglass
