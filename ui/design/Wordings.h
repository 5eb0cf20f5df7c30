// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QFontMetrics>
#include <QString>

#include <vector>

namespace hourglass::ui {

/// A text in wordings of falling length, measured once: while bars glide, each frame asks again which of them fits.
class Wordings {
public:
    struct Fit {
        QString text;
        int width = 0; ///< px
    };

    /// @param variants  separated by U+009C, the longest first
    Wordings(const QString& variants, const QFont& font);

    const QFont& font() const { return m_font; }
    int lineHeight() const { return m_metrics.height(); }
    int shortestWidth() const { return m_wordings.back().width; }
    /// The first that fits; where none does, as much of the last as there is room for.
    Fit fitting(int room) const;

private:
    QFont m_font;
    QFontMetrics m_metrics;
    std::vector<Fit> m_wordings;
};

} // namespace hourglass::ui
