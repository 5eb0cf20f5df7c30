// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Error.h"
#include "engine/api/Runtime.h"
#include "engine/core/Random.h"
#include "engine/data/Kinds.h"
#include "engine/data/Patches.h"
#include "engine/data/PictureFiles.h"
#include "engine/imaging/Picture.h"

#include <ATen/Functions.h>

#include <algorithm>
#include <cmath>

namespace hourglass {

namespace {

constexpr std::uint64_t mebibyte = 1 << 20;

ParameterSchema photographSchema() {
    return {
        ParameterSpec::path("folder", "Folder")
            .withHelp("Photographs lie in it, or in folders below it. Empty takes those that come with the program."),
        ParameterSpec::integer("size", "Patch size", 64, 8, 512, 8)
            .withUnit("px")
            .withHelp("Height and width of the squares that are cut out."),
        ParameterSpec::integer("patches", "Patches per epoch", 20'000, 2, 10'000'000, 1000)
            .withHelp("So many are cut out for every epoch, each time in other places. They come from 200 photographs "
                      "at most, which change from epoch to epoch."),
        ParameterSpec::choice("colour", "Colour", "grey", {{"colour", "Red, green, blue"}, {"grey", "Grey"}})
            .withHelp("Three numbers for each pixel, or one."),
        ParameterSpec::integer("longestSide", "Longest side", 1400, 0, 65'536, 100)
            .withUnit("px")
            .withHelp("Larger photographs are shrunk to it first: at full size, many are blurred and noisy themselves. 0 "
                      "leaves them as they are."),
        ParameterSpec::real("leastTexture", "Least texture", 0.02, 0, 0.5, 0.01)
            .withHelp("Of patches whose brightness varies less than this (standard deviation, where the values run from "
                      "0 to 1), nine in ten are skipped: there is little to learn from empty sky."),
        ParameterSpec::flag("upright", "Keep upright", false)
            .withHelp("Mirrors patches only left to right, so that the sky stays above. For what depends on it, such as "
                      "colours. Off, patches are turned too, which makes eight of each."),
        ParameterSpec::integer("memory", "Memory for photographs", 512, 0, 65'536, 256)
            .withUnit("MiB")
            .withHelp("Decoded photographs are kept up to this limit. What finds no room is decoded again for every "
                      "epoch; the patches are the same."),
        ParameterSpec::integer("limit", "Photographs at most", 0, 0, 100'000'000, 100)
            .withHelp("Uses only so many of the photographs. 0 uses all of them."),
        ParameterSpec::real("validationShare", "Validation share", 0.1, 0, 0.9, 0.05)
            .withHelp("Share of the photographs that is kept apart to measure on: no patch of theirs is trained on. 0 "
                      "measures on the training patches.")};
}

/// @throws Error naming the folder when no photograph is large enough for a patch
std::vector<std::string> largeEnough(const std::vector<std::filesystem::path>& files, const std::string& folder,
                                     const Patches::Options& options) {
    std::vector<std::string> usable;
    for (const auto& file : files) {
        const PictureSize size = pictureSize(file.string());
        const auto [width, height] = Patches::shrunk(size.width, size.height, options.longestSide);
        if (std::min(width, height) >= options.size)
            usable.push_back(file.string());
    }
    if (usable.empty())
        throw Error("No photograph in " + folder + " holds a patch of " + std::to_string(options.size) + " × " +
                        std::to_string(options.size) + " pixels. Choose smaller patches, or larger photographs.",
                    "dataset.size");
    return usable;
}

/// How many photographs are kept apart: none of a single one, and never all.
std::int64_t heldApart(std::int64_t photographs, double share) {
    if (share == 0 || photographs < 2)
        return 0;
    return std::clamp<std::int64_t>(std::llround(double(photographs) * share), 1, photographs - 1);
}

class Photographs final : public DataSource {
public:
    Photographs()
        : DataSource(
              {"photographs", "Patches of photographs",
               "Small squares cut out of photographs, yours or those that come with the program, other ones in every epoch.",
               "What restores photographs of any size learns from small pieces of many. Squares are cut out of "
               "photographs at random places, turned, mirrored and shrunk at random, and those without any detail are "
               "mostly left out. A share of the photographs is kept apart to measure on. Choose a convolutional "
               "network, and the variant Denoising.",
               "", photographSchema()}) {}

    bool needsFile() const override { return false; }

    RawData load(const Parameters& parameters) const override {
        const bool own = !parameters.text("folder").empty();
        const std::string folder = own ? parameters.text("folder") : resourceFolder() + "/data/photographs";
        if (parameters.flag("binarise"))
            throw Error("Patches of photographs are drawn anew for every epoch and cannot be binarised. Switch it off.",
                        "dataset.binarise");
        const Patches::Options options{.size = parameters.integer("size"),
                                       .colour = parameters.text("colour") == "colour",
                                       .longestSide = parameters.integer("longestSide"),
                                       .leastTexture = parameters.real("leastTexture"),
                                       .upright = parameters.flag("upright"),
                                       .room = std::uint64_t(parameters.integer("memory")) * mebibyte,
                                       .seed = parameters.integer("splitSeed")};
        std::vector<std::string> files = largeEnough(chosenFiles(picturesBelow(folder), parameters), folder, options);
        if (parameters.text("split") == "random")
            files = shuffled(std::move(files), options.seed);

        const double share = parameters.real("validationShare");
        const std::int64_t held = heldApart(std::int64_t(files.size()), share);
        const std::vector<std::string> forValidation(files.end() - held, files.end());
        files.resize(files.size() - std::size_t(held));
        const std::int64_t count = parameters.integer("patches");
        const std::int64_t validationCount = held == 0 ? 0 : std::max<std::int64_t>(1, std::llround(double(count) * share));

        RawData data;
        data.title = own ? nameOfFolder(folder) : entry().title;
        data.sampleShape = {{options.colour ? 3 : 1, options.size, options.size}};
        // Those of one epoch, and those that the next one is drawn to.
        requireFits(folder, std::uint64_t((2 * count + validationCount) * data.sampleShape.elements()) + options.room);
        const auto patches = std::make_shared<const Patches>(std::move(files), options);
        data.samples = patches->draw(count, 0);
        if (held > 0) {
            Patches::Options plain = options;
            plain.varied = false;
            plain.room = 0; // they are drawn once
            data.samples = at::cat({data.samples, Patches(forValidation, plain).draw(validationCount, 0)});
        }
        data.heldApart = validationCount;
        data.redrawn = [patches, count](std::int64_t epoch) { return patches->draw(count, epoch); };
        data.redrawingBytes = options.room;
        return data;
    }

private:
    static std::vector<std::string> shuffled(std::vector<std::string> files, std::int64_t seed) {
        at::Generator generator = seededGenerator(seed, "split");
        const at::Tensor order = at::randperm(std::int64_t(files.size()), generator, at::kLong);
        std::vector<std::string> result;
        for (std::int64_t i = 0; i < order.numel(); ++i)
            result.push_back(std::move(files[std::size_t(order.data_ptr<std::int64_t>()[i])]));
        return result;
    }
};

} // namespace

std::unique_ptr<const DataSource> makePhotographs() {
    return std::make_unique<Photographs>();
}

} // namespace hourglass
