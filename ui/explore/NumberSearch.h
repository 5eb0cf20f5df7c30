// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>
#include <vector>

namespace hourglass::ui {

/// "3, 10-20": numbers and ranges of them. An empty text finds all; what cannot be read finds nothing.
class NumberSearch {
public:
    explicit NumberSearch(const QString& text);
    bool matches(std::int64_t number) const;

private:
    struct Range {
        std::int64_t first, last;
    };
    std::vector<Range> m_ranges;
    bool m_findsAll;
};

} // namespace hourglass::ui
