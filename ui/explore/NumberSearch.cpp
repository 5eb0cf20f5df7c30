// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explore/NumberSearch.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace hourglass::ui {

NumberSearch::NumberSearch(const QString& text)
    : m_findsAll(text.trimmed().isEmpty()) {
    static const QRegularExpression range("^(\\d+)(?:-(\\d+))?$"), dash("\\s*[-–]\\s*"), separator("[,;\\s]+");
    for (const QString& part : QString(text).replace(dash, "-").split(separator, Qt::SkipEmptyParts))
        if (const auto match = range.match(part); match.hasMatch()) {
            const auto first = match.captured(1).toLongLong();
            m_ranges.push_back({first, match.captured(2).isEmpty() ? first : match.captured(2).toLongLong()});
        }
}

bool NumberSearch::matches(std::int64_t number) const {
    return m_findsAll ||
           std::ranges::any_of(m_ranges, [&](const Range& range) { return range.first <= number && number <= range.last; });
}

} // namespace hourglass::ui
