// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/PictureFiles.h"

#include "engine/api/Error.h"
#include "engine/imaging/Picture.h"

#include <algorithm>

namespace hourglass {

namespace fs = std::filesystem;

std::vector<fs::path> filesBelow(const std::string& folder, std::size_t mostEntries) {
    std::error_code failure;
    const fs::file_status status = fs::status(folder, failure);
    if (fs::exists(status) && !fs::is_directory(status))
        throw Error(folder + " is a file; a folder of pictures is needed.");
    std::vector<fs::path> files;
    std::size_t seen = 0;
    std::error_code ignored;
    fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied, failure);
    for (; !failure && entry != fs::recursive_directory_iterator(); entry.increment(failure)) {
        if (++seen > mostEntries)
            throw Error(
                folder + " holds more than " + std::to_string(mostEntries) +
                " files and folders, too many to look through. Choose the folder in which the pictures lie, or fewer "
                "of them.");
        const bool hidden = entry->path().filename().string().starts_with('.');
        if (hidden && entry->is_directory(ignored))
            entry.disable_recursion_pending();
        else if (!hidden && entry->is_regular_file(ignored))
            files.push_back(entry->path());
    }
    if (failure)
        throw Error("Cannot look through " + folder + ": " + failure.message() +
                    ". Choose the folder in which the pictures lie.");
    return files;
}

std::vector<fs::path> picturesBelow(const std::string& folder, std::size_t mostEntries) {
    std::vector<fs::path> files = filesBelow(folder, mostEntries);
    std::erase_if(files, [](const fs::path& file) { return !isPicture(file.string()); });
    if (files.empty())
        throw Error(folder + " holds no picture. " + pictureFormats());
    std::ranges::sort(files);
    return files;
}

std::vector<fs::path> chosenFiles(std::vector<fs::path> files, const Parameters& parameters) {
    const auto limit = std::size_t(parameters.integer("limit"));
    if (limit == 0 || limit >= files.size())
        return files;
    if (parameters.text("split") == "random")
        for (std::size_t i = 0; i < limit; ++i)
            files[i] = files[i * files.size() / limit];
    files.resize(limit);
    return files;
}

std::string nameOfFolder(const std::string& folder) {
    return (fs::absolute(folder).lexically_normal() / "").parent_path().filename().string();
}

} // namespace hourglass
