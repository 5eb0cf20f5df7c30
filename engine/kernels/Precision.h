// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace hourglass {

/// In which numbers matrix products are taken: fp32, or bf16 with sums in fp32. Weights are fp32 always.
enum class Precision { Full, Half };

/// Whether this processor multiplies bf16 numbers faster than fp32 ones.
bool halfIsFast();
/// What of the processor decides that, as words: "AMX", "AVX-512 BF16", "AVX-512", "AVX2", or "no AVX2".
std::string instructionSet();

} // namespace hourglass
