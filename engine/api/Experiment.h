// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Parameter.h"

#include <string>
#include <string_view>
#include <vector>

namespace hourglass {

/// An entry of a catalogue with values for its schema: a layer, a variant, a corruption or a data set.
struct KindSpec {
    std::string kind; ///< id in the catalogue
    Parameters parameters;
    bool operator==(const KindSpec&) const = default;
};

using LayerSpec = KindSpec;
using VariantSpec = KindSpec;
using CorruptionSpec = KindSpec;
using DatasetSpec = KindSpec;

/// The waist of the hourglass.
struct CodeSpec {
    /// "vector": a dense layer to `size` numbers. "maps": a 3×3 convolution to `size` feature maps, which keeps
    /// the encoder's height and width.
    std::string kind = "vector";
    std::int64_t size = 32;
    std::string activation = "none";
    bool operator==(const CodeSpec&) const = default;
};

struct NetworkSpec {
    std::vector<LayerSpec> encoder;
    CodeSpec code;
    bool mirrored = true;           ///< the decoder follows the encoder; `decoder` is then empty
    std::vector<LayerSpec> decoder; ///< from the code to the input's shape; the last one has no activation
    bool tied = false;              ///< the decoder uses the transposes of the encoder's weights; mirrored dense layers only
    bool operator==(const NetworkSpec&) const = default;
};

/// Everything that one training is: what the window edits, the command line takes and a preset stores.
struct Experiment {
    DatasetSpec dataset;
    NetworkSpec network;
    VariantSpec variant;
    CorruptionSpec corruption;
    Parameters training; ///< see trainingSchema()
    bool operator==(const Experiment&) const = default;
};

/// The embedded digits and a dense 784-512-128-32 network, complete and ready to train.
Experiment defaultExperiment();

/// @throws Error naming the field that is unknown or of the wrong type. Missing fields take their defaults.
Experiment experimentFromJson(std::string_view json);
/// Reads UTF-8 JSON from a file. @throws Error naming the file, and the field if one is at fault.
Experiment loadExperiment(const std::string& path);
std::string toJson(const Experiment& experiment, int indent = 2);

/// @return the experiment with every default written out.
/// @throws Error naming the first field that is invalid by its schema, or by the variant's own rules. Shapes are
/// checked by inspect(), because they need the data.
Experiment complete(const Experiment& experiment);

/// Sets one field by its dotted path, as in withField(e, "network.encoder.0.units", "256"). The text is read as
/// JSON where it is JSON, otherwise as a string.
/// @throws Error naming a path that does not exist, with those that do, or a value that does not fit.
Experiment withField(const Experiment& experiment, const std::string& path, const std::string& value);

/// `before` with the live parameters of `after`, where both have the same kinds.
Experiment withLiveFrom(const Experiment& before, const Experiment& after);
/// Whether a running training can take `after` without starting again: they differ, and in live parameters only.
bool differOnlyLive(const Experiment& before, const Experiment& after);

} // namespace hourglass
