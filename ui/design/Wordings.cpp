// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/design/Wordings.h"

#include <algorithm>

namespace hourglass::ui {

Wordings::Wordings(const QString& variants, const QFont& font)
    : m_font(font)
    , m_metrics(font)
    , m_texts(variants.split(QChar(0x9c)))
    , m_wordings(std::size_t(m_texts.size())) {}

Wordings::Fit Wordings::measured(const QString& text) const {
    Fit fit{QStaticText(text), m_metrics.horizontalAdvance(text)};
    fit.text.setTextFormat(Qt::PlainText);
    return fit;
}

const Wordings::Fit& Wordings::measured(std::size_t index) {
    std::optional<Fit>& wording = m_wordings[index];
    if (!wording)
        wording = measured(m_texts[qsizetype(index)]);
    return *wording;
}

Wordings::Fit Wordings::fitting(int room) {
    for (std::size_t i = 0; i < m_wordings.size(); ++i)
        if (measured(i).width <= room)
            return measured(i);
    return measured(m_metrics.elidedText(m_texts.back(), Qt::ElideRight, std::max(room, 0)));
}

} // namespace hourglass::ui
