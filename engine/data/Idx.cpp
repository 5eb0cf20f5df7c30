// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/IdxFile.h"
#include "engine/data/Kinds.h"

#include <filesystem>

namespace hourglass {

namespace {

class Idx final : public DataSource {
public:
    Idx()
        : DataSource({"idx",
                      "IDX files",
                      "Pictures or vectors from an IDX file, the format of MNIST; plain or gzip.",
                      "One file holds all samples as an array of bytes or numbers, a second one may "
                      "hold a label for each. MNIST, EMNIST, Kuzushiji-MNIST and many others come in "
                      "this form.",
                      "",
                      {ParameterSpec::path("images", "Samples")
                           .withHelp("For example train-images-idx3-ubyte.gz. Bytes 0 to 255 stand for 0 to 1."),
                       ParameterSpec::path("labels", "Labels")
                           .withHelp("For example train-labels-idx1-ubyte.gz. May be left empty.")}}) {}

    RawData load(const Parameters& parameters) const override {
        const std::string& images = chosenPath(parameters, "images");
        RawData data = readIdxPair(images, parameters.text("labels"));
        data.title = std::filesystem::path(images).filename().string();
        return data;
    }
};

} // namespace

std::unique_ptr<const DataSource> makeIdx() {
    return std::make_unique<Idx>();
}

} // namespace hourglass
