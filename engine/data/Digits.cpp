// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Runtime.h"
#include "engine/data/IdxFile.h"
#include "engine/data/Kinds.h"

namespace hourglass {

namespace {

class Digits final : public DataSource {
public:
    Digits()
        : DataSource({"digits",
                      "Handwritten digits",
                      "10,000 handwritten digits that come with the program, 28 × 28 pixels, grey.",
                      "The figures 0 to 9 as many people write them, about a thousand of each. Small "
                      "enough to learn within seconds, rich enough to show what every kind of "
                      "autoencoder is good at.",
                      "LeCun et al., Proceedings of the IEEE 1998",
                      {}}) {}

    RawData load(const Parameters&) const override {
        const std::string stem = resourceFolder() + "/data/digits-10k-";
        RawData data = readIdxPair(stem + "images-idx3-ubyte.gz", stem + "labels-idx1-ubyte.gz");
        data.title = entry().title;
        return data;
    }
};

} // namespace

std::unique_ptr<const DataSource> makeDigits() {
    return std::make_unique<Digits>();
}

} // namespace hourglass
