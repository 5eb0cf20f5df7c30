// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/design/Wordings.h"

#include <QStringList>

#include <algorithm>

namespace hourglass::ui {

Wordings::Wordings(const QString& variants, const QFont& font)
    : m_font(font)
    , m_metrics(font) {
    for (const QString& text : variants.split(QChar(0x9c)))
        m_wordings.push_back(measured(text));
}

Wordings::Fit Wordings::measured(const QString& text) const {
    Fit fit{QStaticText(text), m_metrics.horizontalAdvance(text)};
    fit.text.setTextFormat(Qt::PlainText);
    return fit;
}

Wordings::Fit Wordings::fitting(int room) const {
    const auto first = std::ranges::find_if(m_wordings, [room](const Fit& wording) { return wording.width <= room; });
    if (first != m_wordings.end())
        return *first;
    return measured(m_metrics.elidedText(m_wordings.back().text.text(), Qt::ElideRight, std::max(room, 0)));
}

} // namespace hourglass::ui
