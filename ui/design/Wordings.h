// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QFontMetrics>
#include <QStaticText>
#include <QStringList>

#include <optional>
#include <vector>

namespace hourglass::ui {

/// A text in wordings of falling length, each measured and laid out once, when it is needed first: while bars glide, every
/// frame asks again which of them fits, and draws it elsewhere.
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
    int shortestWidth() { return measured(m_wordings.size() - 1).width; }
    /// The first that fits; where none does, as much of the last as there is room for.
    Fit fitting(int room);

private:
    Fit measured(const QString& text) const;
    const Fit& measured(std::size_t index);

    QFont m_font;
    QFontMetrics m_metrics;
    QStringList m_texts;
    std::vector<std::optional<Fit>> m_wordings;
};

} // namespace hourglass::ui
