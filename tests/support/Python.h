// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace hourglass::test {

/// The one that Debian's packages belong to.
inline constexpr const char* debiansPython = "/usr/bin/python3";

} // namespace hourglass::test
