// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Experiment.h"
#include "engine/api/Shape.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hourglass {

/// One layer as it will be built, for one sample.
struct LayerReport {
    LayerSpec layer;
    Shape input;
    Shape output;
    std::int64_t parameters = 0;      ///< with those that the variant adds to it
    std::int64_t flops = 0;           ///< forward, a multiply-add counts as 2; likewise
    std::int64_t activationBytes = 0; ///< of the output, and of what waits inside the layer for the gradient, in fp32
};

enum class NetworkPart { Encoder, Code, Decoder };

struct LayerFault {
    NetworkPart part = NetworkPart::Encoder;
    std::size_t index = 0; ///< layer inside its part
    std::string message;
    std::string field; ///< "network.encoder.1.kernel"
};

/// The whole network, or as much of it as stands before the first fault.
struct NetworkReport {
    Shape input;
    std::vector<LayerReport> encoder;
    std::optional<LayerReport> code;
    std::vector<LayerReport> decoder; ///< also when it mirrors the encoder: the layers that will be built
    std::optional<LayerFault> fault;
    /// What the variant learns beside these layers: a codebook, a discriminator, ... 0 while there is a fault.
    std::int64_t extraParameters = 0;

    /// Of encoder, code layer and decoder.
    std::int64_t parameters() const;
    std::int64_t flops() const;
    /// Of one sample, between the layers.
    std::int64_t activationBytes() const;
    /// Input elements per code element, 0 while there is no code.
    double compression() const;
    /// "784 → 512 → 128 → 32, mirrored, 0.94 M parameters, 24.5 : 1".
    std::string inWords() const;
};

/// What a variant asks of the layers, so that more is built than is drawn.
struct CodeTraits {
    std::int64_t rawPerCode = 1;  ///< numbers that the code layer makes for each number of the code
    std::int64_t toldClasses = 0; ///< among how many classes code layer and decoder are told the sample's
};

/// Works out every shape, count and cost; no tensor is made. Never throws on a wrong network: see
/// NetworkReport::fault. Fast enough for every keystroke; any thread.
NetworkReport inspect(const NetworkSpec& network, const Shape& input, const CodeTraits& traits = {});
/// The same with all that the experiment's variant adds.
/// @param experiment  complete
/// @param classes     of the data; 0 without labels
NetworkReport inspect(const Experiment& experiment, const Shape& input, std::int64_t classes);

/// The decoder that mirrors the encoder, written out as layers: what "mirrored" would build. Empty while the
/// encoder has a fault.
std::vector<LayerSpec> mirroredDecoder(const NetworkSpec& network, const Shape& input);

} // namespace hourglass
