// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QFontMetrics>
#include <QStaticText>
#include <QString>

#include <vector>

namespace hourglass::ui {

/// A text in wordings of falling length, measured once, and each laid out once, when it is drawn first: while bars glide,
/// every frame asks again which of them fits.
class Wordings {
public:
    struct Fit {
        QStaticText text;
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
    Fit measured(const QString& text) const;

    QFont m_font;
    QFontMetrics m_metrics;
    std::vector<Fit> m_wordings;
};

} // namespace hourglass::ui
