// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/imaging/JpegHeader.h"

namespace hourglass {

namespace {

/// Where the frame header's marker stands (ITU-T T.81, B.2.2).
std::uint64_t frameOffset(HeaderReader& file) {
    for (std::uint64_t offset = 2;;) {
        if (file.bigEndian(offset, 1) != 0xff)
            file.failDamaged();
        const std::uint32_t marker = file.bigEndian(offset + 1, 1);
        const bool isTable = marker == 0xc4 || marker == 0xc8 || marker == 0xcc;
        if (marker >= 0xc0 && marker <= 0xcf && !isTable)
            return offset;
        if (marker == 0xd9 || marker == 0xda) // the picture's data or its end, and no frame before
            file.failDamaged();
        const bool isFill = marker == 0xff;
        const bool standsAlone = marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8);
        offset += isFill ? 1 : standsAlone ? 2 : 2 + file.bigEndian(offset + 2, 2);
    }
}

} // namespace

PictureSize jpegSize(HeaderReader& file) {
    const std::uint64_t frame = frameOffset(file);
    return {file.bigEndian(frame + 7, 2), file.bigEndian(frame + 5, 2)};
}

int jpegChannels(HeaderReader& file) {
    return int(file.bigEndian(frameOffset(file) + 9, 1));
}

bool jpegIsCutOff(HeaderReader& file) {
    // A thumbnail in the EXIF block has an end marker of its own, but lies before the frame.
    return !file.contains(frameOffset(file), "\xff\xd9");
}

} // namespace hourglass
