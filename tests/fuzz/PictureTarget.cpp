// SPDX-License-Identifier: GPL-3.0-or-later
// The input is a picture. What the header says is asked of every one; small ones are decoded too, so that a decoder which
// goes by other sizes than our header check shows by what it allocates.
#include "engine/imaging/Picture.h"
#include "tests/fuzz/Target.h"

using namespace hourglass;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::int64_t mostDecoded = 256; // pixels in a row
    static test::MemoryFile file;
    const std::string path = file.with(data, size);
    test::accepted([&] {
        if (!isPicture(path))
            return;
        const PictureSize pixels = pictureSize(path);
        if (pixels.width <= mostDecoded && pixels.height <= mostDecoded)
            fitted(loadPicture(path, size % 2 == 0), 8, 8, Fit::Crop);
    });
    return 0;
}
