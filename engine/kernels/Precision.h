// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace hourglass {

/// In which numbers matrix products are taken: fp32, or bf16 with sums in fp32. Weights are fp32 always.
enum class Precision { Full, Half };

/// Whether this processor has instructions that multiply bf16 numbers.
bool halfIsSupported();
/// Whether they take less time than those for fp32. Measured on one product, when it is first asked, in a few milliseconds:
/// with the same instructions some processors are twice as fast (AMD's Zen 4) and others half as fast (Intel's, where AMX is
/// out of reach). None is known for which the answer would be in doubt.
bool halfIsFast();
/// What of the processor decides whether it is supported, as words: "AMX", "AVX-512 BF16", "AVX-512", "AVX2", or "no AVX2".
std::string instructionSet();

} // namespace hourglass
