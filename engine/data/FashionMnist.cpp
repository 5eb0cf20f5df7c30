// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Error.h"
#include "engine/data/IdxFile.h"
#include "engine/data/Kinds.h"

#include <filesystem>
#include <utility>

namespace hourglass {

namespace {

class FashionMnist final : public DataSource {
public:
    explicit FashionMnist(std::string folder)
        : DataSource({"fashion-mnist",
                      "Fashion-MNIST",
                      "60,000 pictures of clothes, 28 × 28 pixels, grey.",
                      "Shirts, shoes, bags and more, in ten classes. As small as the digits but harder: "
                      "the pictures have texture and shades, so a network has to keep more in its code.",
                      "Xiao, Rasul and Vollgraf, arXiv:1708.07747, 2017",
                      {}})
        , m_folder(std::move(folder)) {}

    RawData load(const Parameters&) const override {
        const std::string images = m_folder + "/train-images-idx3-ubyte.gz";
        std::error_code ignored;
        if (!std::filesystem::exists(images, ignored))
            throw Error("Fashion-MNIST is not installed: " + images +
                        " is missing. Install it with: apt install dataset-fashion-mnist");
        RawData data = readIdxPair(images, m_folder + "/train-labels-idx1-ubyte.gz");
        const std::vector<std::string> names = {"T-shirt/top", "Trouser", "Pullover", "Dress", "Coat",
                                                "Sandal",      "Shirt",   "Sneaker",  "Bag",   "Ankle boot"};
        if (data.classNames.size() != names.size())
            throw Error(m_folder + " does not hold the ten classes of Fashion-MNIST. Install the package "
                                   "dataset-fashion-mnist again.");
        data.classNames = names;
        data.title = entry().title;
        return data;
    }

private:
    std::string m_folder;
};

} // namespace

std::unique_ptr<const DataSource> makeFashionMnist(std::string folder) {
    return std::make_unique<FashionMnist>(std::move(folder));
}

} // namespace hourglass
