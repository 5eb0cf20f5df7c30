// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/api/Reports.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hourglass {

/// One term of the objective in every way that papers and programs count it, per sample.
struct LedgerRow {
    std::string name;
    std::string unit; ///< of the value: "nats", "squared error", "absolute error", or empty
    double weight = 1;
    double value = 0;           ///< summed over features
    double weighted = 0;        ///< weight · value: what counts
    double perFeature = 0;      ///< value divided by the numbers in a sample
    std::optional<double> bits; ///< value in bits, where it is in nats
};

/// @param features  numbers in a sample, at least 1
std::vector<LedgerRow> ledger(const std::vector<TermValue>& terms, std::int64_t features);

/// Weight of "kl" for each unit of "reconstruction": the β that a β-VAE would name. With a squared error, which stands for
/// a normal distribution of variance ½, and with an absolute error, which stands for a Laplace distribution of scale 1, as
/// well as with cross-entropy. Nothing without those two terms.
std::optional<double> effectiveBeta(const std::vector<TermValue>& terms);

} // namespace hourglass
