// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/TileGroup.h"

#include "ui/widgets/TileArea.h"
#include "ui/widgets/TileBar.h"

#include <QResizeEvent>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace hourglass::ui {

TileGroup::TileGroup(TileArea& area, const QStringList& tiles, const QString& front)
    : m_bar(new TileBar(area, tiles, front))
    , m_pages(new QStackedWidget) {
    setFrameShape(StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 6, 10, 8);
    layout->setSpacing(6);
    layout->addWidget(m_bar);
    layout->addWidget(m_pages, 1);
    for (const QString& id : tiles)
        m_pages->addWidget(area.content(id));
    const auto show = [this, &area](const QString& id) {
        m_pages->setCurrentWidget(area.content(id));
        setAccessibleName(area.title(id));
        setWhatsThis(area.help(id));
    };
    show(m_bar->current());
    connect(m_bar, &TileBar::currentChanged, this, show);
}

QSize TileGroup::minimumSizeHint() const {
    QSize least = QFrame::minimumSizeHint();
    const int around = least.height() - m_pages->minimumSizeHint().height();
    for (int page = 0; page < m_pages->count(); ++page)
        if (const QLayout* content = m_pages->widget(page)->layout(); content && content->hasHeightForWidth())
            least.setHeight(std::max(least.height(), around + content->totalMinimumHeightForWidth(m_pages->width())));
    return least;
}

void TileGroup::resizeEvent(QResizeEvent* event) {
    QFrame::resizeEvent(event);
    if (event->oldSize().width() != width())
        updateGeometry();
}

} // namespace hourglass::ui
