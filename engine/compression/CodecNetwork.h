// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Compression.h"
#include "engine/variants/ModelInternals.h"

#include <cstdint>
#include <memory>
#include <optional>

namespace hourglass {

/// A model's two halves at work on whole pictures of the channels of its samples.
class Compressor::Network {
public:
    /// @throws Error as Compressor
    explicit Network(const Model& model);

    int channels() const { return int(m_shape.channels()); }
    int codeChannels() const { return m_codeChannels; }
    /// Of a picture of that size.
    int codeWidth(int width) const { return (width + m_cellWidth - 1) / m_cellWidth; }
    int codeHeight(int height) const { return (height + m_cellHeight - 1) / m_cellHeight; }
    /// Of all its weights: tells whether a file was made by it.
    std::uint32_t fingerprint() const { return m_fingerprint; }

    struct Codes {
        Planes values;
        std::vector<double> variances; ///< of what is drawn, by plane; empty where nothing is
    };
    /// @return nothing when cancelled
    std::optional<Codes> encoded(const Planes& picture, const RestorationProgress& progress) const;
    /// @return as large as the codes are at the least, or nothing when cancelled
    std::optional<Planes> decoded(const Planes& codes, const RestorationProgress& progress) const;

private:
    /// Where it slides a tile is a batch of one, otherwise a row of patches is a batch.
    at::Tensor batchFrom(const Planes& part) const;
    /// What a code, or what belongs to each of its numbers, is in planes.
    at::Tensor planesFrom(const at::Tensor& code) const;
    std::optional<Planes> decodedByTiles(const Planes& codes, const RestorationProgress& progress) const;
    std::optional<Planes> decodedByRows(const Planes& codes, const RestorationProgress& progress) const;

    Model m_model;
    const Shape m_shape;
    const Precision m_precision;
    const std::uint32_t m_fingerprint;
    bool m_slides;
    int m_codeChannels;
    int m_cellWidth, m_cellHeight; ///< pixels for which the code has one place
};

} // namespace hourglass
