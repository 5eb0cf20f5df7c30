// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/LatentMetrics.h"
#include "engine/data/Dataset.h"
#include "engine/variants/Autoencoder.h"
#include "engine/variants/LinearAccuracy.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>

namespace hourglass {

/// Told how much is done, 0 … 1; false gives up.
using Onward = std::function<bool(double done)>;

/// See LatentFigure.
struct Finding {
    double value = std::numeric_limits<double>::quiet_NaN();
    std::string note;
};
inline Finding none(std::string why) {
    return {.note = std::move(why)};
}
/// "12.3 %" as notes have it, and numbers with three significant digits.
std::string inPercent(double share);
std::string inDigits(double number);

/// Some samples of one part, and where they lie in the latent space.
struct EncodedSamples {
    at::Tensor numbers; ///< N, int64: which samples of the part
    at::Tensor labels;  ///< N, int64; undefined without classes
    at::Tensor codes;   ///< N × numbers in a code, the most likely ones
    /// The codes that the network makes where it is not told the classes; others than `codes` only where it can be told.
    at::Tensor untold;

    std::int64_t count() const { return codes.defined() ? codes.size(0) : 0; }
    LabelledFeatures classed() const { return {untold, labels}; }
};

/// What the figures of a latent space are measured on.
class LatentSamples {
public:
    /// @return nothing when given up
    /// @throws Error as measureLatent()
    static std::optional<LatentSamples> of(const Model& model, const Experiment& on, const LatentOptions& options,
                                           const Onward& onward);

    const Model& model() const { return *m_model; }
    Autoencoder& autoencoder() const;
    const Dataset& dataset() const { return *m_dataset; }
    std::int64_t seed() const { return m_seed; }
    std::int64_t codeSize() const { return m_held.codes.size(1); }
    std::int64_t classes() const { return std::int64_t(m_dataset->info.classNames.size()); }

    const EncodedSamples& held() const { return m_held; } ///< of the validation part
    /// Of the training part; none where that is the validation part too.
    const EncodedSamples& learned() const { return m_learned; }
    at::Tensor inputs() const { return m_dataset->validation.gather(m_held.numbers); } ///< of held(): N × sample shape
    /// Why no classifier can learn from learned() and be measured on held(); empty where one can.
    std::string whyNoClassifier() const;
    /// Root mean square of the distances of the codes to their mean; see distancesToData().
    double usualDistance() const { return m_usual; }

    // By the network in use. Rows of codes are N × numbers in a code; labels may be undefined.
    at::Tensor encoded(const at::Tensor& samples, const at::Tensor& labels) const;
    at::Tensor decoded(const at::Tensor& codes, const at::Tensor& labels) const;

private:
    LatentSamples(const Model& model, const Experiment& on, std::int64_t seed);
    /// @return false when given up
    /// @throws Error for codes that left the range of floats
    bool encode(EncodedSamples& samples, const DataPart& part, std::int64_t most, const char* purpose, const Onward& onward);

    const Model* m_model;
    std::shared_ptr<const Dataset> m_dataset;
    std::int64_t m_seed;
    EncodedSamples m_held, m_learned;
    double m_usual = 0;
};

} // namespace hourglass
