// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Error.h"
#include "engine/data/Kinds.h"
#include "engine/data/PictureFiles.h"
#include "engine/imaging/Picture.h"

#include <ATen/Functions.h>

#include <filesystem>
#include <map>

namespace hourglass {

namespace {

namespace fs = std::filesystem;

/// The folder directly below `root` that holds the file, or empty.
std::string classOf(const fs::path& file, const fs::path& root) {
    const fs::path relative = file.lexically_relative(root);
    return relative.has_parent_path() ? relative.begin()->string() : std::string();
}

void addLabels(RawData& data, const std::vector<fs::path>& files, const std::string& folder) {
    std::map<std::string, std::int64_t> classes;
    for (const fs::path& file : files)
        classes[classOf(file, folder)] = 0;
    if (classes.contains("")) {
        if (classes.size() > 1)
            throw Error(folder + " holds pictures beside folders of pictures. Move them into the folders, which "
                                 "are the classes, or take the folders away.");
        return;
    }
    for (auto& [name, index] : classes) {
        index = std::int64_t(data.classNames.size());
        data.classNames.push_back(name);
    }
    data.labels = at::empty({std::int64_t(files.size())}, at::kLong);
    auto labels = data.labels.accessor<std::int64_t, 1>();
    for (std::size_t i = 0; i < files.size(); ++i)
        labels[std::int64_t(i)] = classes.at(classOf(files[i], folder));
}

Image loadLargeEnough(const std::string& path, bool colour) {
    const PictureSize size = pictureSize(path);
    if (size.width < 2 || size.height < 2)
        throw Error(path + " is only " + std::to_string(size.width) + " × " + std::to_string(size.height) +
                    " pixels and cannot be resized meaningfully: both sides must be at least 2. Remove the picture.");
    return loadPicture(path, colour);
}

class Pictures final : public DataSource {
public:
    explicit Pictures(std::size_t mostEntries)
        : DataSource(
              {"pictures",
               "Folder of pictures",
               "All pictures in a folder, brought to one size; subfolders are classes.",
               "Your own photographs, drawings or scans. Each picture is resized to the same "
               "height and width; when they lie in subfolders, the folders' names become the "
               "classes.",
               "",
               {ParameterSpec::path("folder", "Folder")
                    .withHelp("Pictures lie in it, or in its subfolders, one for each class."),
                ParameterSpec::integer("height", "Height", 32, 2, 1024)
                    .withUnit("px")
                    .withHelp("Height that every picture is brought to."),
                ParameterSpec::integer("width", "Width", 32, 2, 1024)
                    .withUnit("px")
                    .withHelp("Width that every picture is brought to."),
                ParameterSpec::choice(
                    "fit", "Fit", "crop",
                    {{"resize", "Stretch to the size"}, {"crop", "Cut the edges off"}, {"pad", "Add black edges"}})
                    .withHelp("What happens to pictures of other proportions."),
                ParameterSpec::choice("colour", "Colour", "colour", {{"colour", "Red, green, blue"}, {"grey", "Grey"}})
                    .withHelp("Three numbers for each pixel, or one."),
                ParameterSpec::integer("limit", "Samples at most", 0, 0, 100'000'000, 1000)
                    .withHelp("Opens only so many pictures: some from everywhere in the order of their names, or the first "
                              "ones where the last of them are for validation. 0 opens all of them.")}})
        , m_mostEntries(mostEntries) {}

    RawData load(const Parameters& parameters) const override {
        const std::string& folder = chosenPath(parameters, "folder");
        const std::int64_t height = parameters.integer("height");
        const std::int64_t width = parameters.integer("width");
        const bool colour = parameters.text("colour") == "colour";
        const Fit fit = parameters.text("fit") == "resize" ? Fit::Resize
                        : parameters.text("fit") == "crop" ? Fit::Crop
                                                           : Fit::Pad;
        const std::vector<fs::path> files = chosenFiles(picturesBelow(folder, m_mostEntries), parameters);
        const auto count = std::int64_t(files.size());

        RawData data;
        data.title = nameOfFolder(folder);
        data.sampleShape = {{colour ? 3 : 1, height, width}};
        requireFits(folder, std::uint64_t(count * data.sampleShape.elements()));
        addLabels(data, files, folder);
        data.samples = at::empty({count, colour ? 3 : 1, height, width}, at::kByte);
        for (std::int64_t i = 0; i < count; ++i) {
            Image image = fitted(loadLargeEnough(files[std::size_t(i)].string(), colour), int(width), int(height), fit);
            const at::Tensor rows = at::from_blob(image.pixels.data(), {height, width, image.channels}, at::kByte);
            data.samples[i].copy_(rows.permute({2, 0, 1}));
        }
        return data;
    }

private:
    std::size_t m_mostEntries;
};

} // namespace

std::unique_ptr<const DataSource> makePictures(std::size_t mostEntries) {
    return std::make_unique<Pictures>(mostEntries);
}

} // namespace hourglass
