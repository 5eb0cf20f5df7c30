// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace hourglass {

/// The shortest text that reads back as the same number: "0.001", "128", "1e-06".
std::string shortNumber(double value);
/// "a, b, c".
std::string joined(const std::vector<std::string>& words);

} // namespace hourglass
