// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/objective/Objective.h"

namespace hourglass {

/// "codebook": Σ |sg(v) − e|², which moves the chosen codebook vectors to the code, and never the encoder
/// (van den Oord et al., NeurIPS 2017, equation 3).
std::unique_ptr<const Term> makeCodebook();
/// "commitment": Σ |v − sg(e)|², which keeps the encoder near the codebook, and never moves the codebook.
std::unique_ptr<const Term> makeCommitment(double weight);

} // namespace hourglass
