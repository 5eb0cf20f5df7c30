// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Planes.h"

#include <cstdint>
#include <string>
#include <vector>

namespace hourglass {

/// What stands in a picture file beside the picture, in blocks as the file formats know them. Empty where there is none.
struct PhotographMetadata {
    std::string iccProfile; ///< which colours the numbers mean
    std::string exif;       ///< by the camera; without orientation, as the picture is upright, and without thumbnail
    std::string iptc;       ///< by news agencies
    std::string xmp;        ///< by editing programs
    std::string comment;

    bool operator==(const PhotographMetadata&) const = default;
};

/// A picture file in memory, 4 bytes for each value.
struct Photograph {
    Planes colour;    ///< 1 or 3 planes, upright, in the colours of the profile; not multiplied by alpha
    Planes alpha;     ///< one plane, 1 where opaque; empty when the picture has no transparency
    int bitDepth = 8; ///< of the file: 8 or 16
    PhotographMetadata metadata;

    bool operator==(const Photograph&) const = default;
};

inline constexpr std::int64_t kMostPhotographPixels = 50'000'000;

/// PNG, JPEG, TIFF, WebP or BMP, whatever the file's name is. Seconds for the largest ones; any thread.
/// Metadata that are damaged are left behind, the picture is not.
/// @throws Error naming the file and what to do: missing, of another format, of no size, damaged or cut off, of more than
/// kMostPhotographPixels (before anything is decoded), animated or of several pages, in the colours of ink (CMYK), or with
/// values that are not whole numbers of 8 or 16 bits
Photograph loadPhotograph(const std::string& path);

struct SaveOptions {
    int quality = 95;      ///< JPEG and WebP: 1 to 100. Both lose a little; WebP at 100 does not
    bool replaces = false; ///< what is there already, once somebody has agreed to it
};

/// In the format that the name's extension says, all or nothing. Values are clipped and rounded, to 16 bits where the
/// photograph has them and the format too (PNG, TIFF), else to 8; grey with alpha becomes colour with alpha, but in TIFF.
/// Metadata go along as far as the format takes them: all but comments to all but BMP, which takes none, comments to JPEG
/// and PNG. A profile for colours is not given to a grey picture, nor the reverse. Seconds for large ones; any thread.
/// @throws Error naming the file: there already, unknown extension, transparency in JPEG or BMP, a side too long for the
/// format (WebP 16,383, JPEG 65,500), or the disk's reason. What was there is then as it was.
void savePhotograph(const Photograph& photograph, const std::string& path, const SaveOptions& options = {});

/// ".png", ".jpg", ".jpeg", ...: what photographs' names end in.
std::vector<std::string> photographExtensions();
/// "PNG (.png), JPEG (.jpg, .jpeg), ...", for messages and dialogues.
std::string photographFormats();

} // namespace hourglass
