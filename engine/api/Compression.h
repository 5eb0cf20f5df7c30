// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Model.h"
#include "engine/api/Planes.h"
#include "engine/api/RestorationTask.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hourglass {

/// Pictures in as few bytes as a network's code of them takes: the code is rounded to multiples of a step, and the whole
/// numbers are packed by a range coder. What comes back depends on the network too: whoever unpacks needs the same model. A
/// variational network is made for this, since its objective, distortion + β · KL, is distortion plus a price for each nat
/// that the code takes (Ballé, Laparra, Simoncelli, End-to-end Optimized Image Compression, ICLR 2017, section 3.2): its
/// numbers are rounded the more, the less they are worth to it. A network whose layers slide over a picture takes pictures
/// of any size in pieces that see 64 pixels of their neighbours; others go patch by patch. One thread at a time; uses all
/// cores.
class Compressor {
public:
    /// The widths of rounding, as multiples of the model's own (a variational code's deviation, a quarter of any other
    /// code's): what is tried where nothing else is said, from the coarsest to the finest.
    static constexpr double steps[] = {4, 2.8, 2, 1.4, 1, 0.7, 0.5, 0.35, 0.25};

    /// @throws Error when its samples are no pictures of one or three channels, or when its output is a difference, which
    /// takes the picture itself to give the picture back
    explicit Compressor(const Model& model);
    ~Compressor();

    /// The code of a picture, not rounded yet: taken once, for any number of steps.
    class Code;
    /// @return nothing when cancelled
    /// @throws Error for an empty picture, or one of more than kMostPhotographPixels, or too large for the memory that is
    /// free
    std::optional<Code> code(const Planes& picture, const RestorationProgress& progress = {}) const;
    /// The file: see engine/compression/README.md. @param step  above 0 @throws Error naming it
    std::string packed(const Code& code, double step = 1) const;
    /// Whether it was packed by this model. @throws Error for what is no such file, is damaged or cut off
    bool made(std::string_view file) const;
    /// The picture in its own size and channels, clipped to [0, 1].
    /// @return nothing when cancelled
    /// @throws Error for what is no such file, is damaged or cut off, or was made with another model, or is too large for
    /// the memory that is free
    std::optional<Planes> unpacked(std::string_view file, const RestorationProgress& progress = {}) const;

private:
    class Network;
    int passesOf(int channels) const;
    void requireMemoryFor(int width, int height, int passes) const;

    std::unique_ptr<const Network> m_network;
};

class Compressor::Code {
public:
    Planes values;                ///< one plane for each number of the code, one place for each piece of the picture
    std::vector<double> rounding; ///< by plane: the step that is called 1
    int width = 0, height = 0, channels = 0; ///< of the picture
};

/// What packed() gave, to a file and back. Any thread.
/// @throws Error naming the file: there already and not to be replaced, missing, or the disk's reason. What was there is
/// then as it was.
void saveCompressed(std::string_view file, const std::string& path, bool replaces = false);
std::string loadCompressed(const std::string& path);
/// The picture in a file, unpacked by that one of the models which made it. Any thread.
/// @param models  .hourglass files; those that cannot be read, or cannot compress, are passed over
/// @return nothing when cancelled
/// @throws Error naming the file: as loadCompressed() and Compressor::unpacked(), or because none of them made it
std::optional<Planes> unpackedFrom(const std::string& path, const std::vector<std::string>& models,
                                   const RestorationProgress& progress = {});

struct JpegAtBytes {
    Planes picture; ///< as it comes out of the file
    std::size_t bytes = 0;
    int quality = 1; ///< 1 to 100
};

/// The best JPEG file (4:2:0, optimised tables) that is not larger than `most` bytes; where there is none, the smallest. Any
/// thread. @throws Error for an empty picture, or one of more than 65,500 pixels on a side
JpegAtBytes jpegAtBytes(const Planes& picture, std::size_t most);

/// A picture in so many bytes: by the network, and by jpegAtBytes().
struct RatePoint {
    double step = 1;
    std::size_t bytes = 0;
    double psnr = 0; ///< dB, to the picture
    double ssim = 0; ///< no number where a side is less than 11 pixels
    std::size_t jpegBytes = 0;
    int jpegQuality = 0; ///< 1 to 100
    double jpegPsnr = 0, jpegSsim = 0;
    bool operator==(const RatePoint&) const = default;
};

/// Rate against distortion. Seconds for some megapixels.
/// @param code  of the picture
/// @return nothing when cancelled @throws as Compressor, and as
/// jpegAtBytes()
std::optional<RatePoint> ratePoint(const Compressor& compressor, const Compressor::Code& code, const Planes& picture,
                                   double step, const RestorationProgress& progress = {});

} // namespace hourglass
