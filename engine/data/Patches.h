// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Data.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace hourglass {

/// Cuts square patches out of photographs. Decoded photographs are kept while there is room for them; the others are
/// decoded again each time. Which patches come out does not depend on that, nor on the number of threads.
class Patches {
public:
    struct Options {
        std::int64_t size = 64; ///< of a patch's side, in pixels
        bool colour = false;
        std::int64_t longestSide = 0; ///< larger photographs are shrunk to it, in pixels; 0 leaves them as they are
        double leastTexture = 0;      ///< standard deviation in [0, 1] below which most patches are skipped
        bool upright = false;         ///< mirrored left to right only; else in all eight ways
        std::uint64_t room = 0;       ///< for decoded photographs, in bytes
        std::int64_t seed = 1;
        /// Whether patches are turned, mirrored and shrunk at random.
        bool varied = true;
    };

    /// @param files  at least one, each of them at least as large as a patch once it is shrunk
    Patches(std::vector<std::string> files, const Options& options);

    /// count × channels × size × size, uint8, the same for the same epoch. They come from a few hundred photographs at most,
    /// in equal parts: other ones in each epoch, where there are more. Thread-safe.
    /// @throws Error naming a file that cannot be decoded
    at::Tensor draw(std::int64_t count, std::int64_t epoch) const;

    /// Width and height to which a photograph of that size is shrunk.
    static std::pair<std::int64_t, std::int64_t> shrunk(std::int64_t width, std::int64_t height, std::int64_t longestSide);

private:
    std::shared_ptr<const Image> photograph(std::size_t index) const;
    void cut(const Image& photograph, const at::Tensor& patches, std::int64_t epoch, std::size_t index) const;

    std::vector<std::string> m_files;
    Options m_options;
    mutable std::mutex m_mutex; ///< of what follows
    mutable std::map<std::size_t, std::shared_ptr<const Image>> m_held;
    mutable std::uint64_t m_heldBytes = 0;
};

} // namespace hourglass
