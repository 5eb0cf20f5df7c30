// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/data/Dataset.h"

#include <string>

namespace hourglass {

/// SHA-256 of all samples and labels, in the order of training and validation: equal for equal data, wherever their
/// files lie. A second for about a gigabyte.
std::string fingerprint(const Dataset& dataset);

} // namespace hourglass
