// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/design/LayerPalette.h"

#include "engine/api/Catalogues.h"
#include "ui/session/Convert.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace hourglass::ui {

namespace {
constexpr int Rows = 7; // without scrolling
enum Data { Kind = Qt::UserRole, Words };
} // namespace

LayerPalette::LayerPalette(QWidget* parent)
    : QWidget(parent)
    , m_search(new QLineEdit(this))
    , m_kinds(new QListWidget(this)) {
    m_search->setPlaceholderText(tr("Search the kinds of layers"));
    m_search->setAccessibleName(tr("Search the kinds of layers"));
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    m_kinds->setAccessibleName(tr("Kinds of layers"));
    m_kinds->setFocusPolicy(Qt::NoFocus); // the arrows reach it from the search
    m_kinds->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_kinds->setWordWrap(true);
    m_kinds->setSpacing(2);
    for (const CatalogueEntry& entry : layerEntries()) {
        const QString title = toQString(entry.title), summary = toQString(entry.summary);
        auto* row = new QListWidgetItem(title + '\n' + summary, m_kinds);
        row->setData(Kind, toQString(entry.id));
        row->setData(Words, QString(title + ' ' + summary + ' ' + toQString(entry.id)).toLower());
    }
    m_kinds->setFixedHeight(Rows * (2 * fontMetrics().lineSpacing() + 2 * m_kinds->spacing()) + 2 * m_kinds->frameWidth());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_search);
    layout->addWidget(m_kinds);
    setFocusProxy(m_search);
    // The list never has the focus, so a screen reader hears of its rows here.
    connect(m_kinds, &QListWidget::currentItemChanged, m_search, [this](const QListWidgetItem* row) {
        m_search->setAccessibleDescription(row ? row->text() : tr("Nothing found"));
    });
    filter({});
    connect(m_search, &QLineEdit::textChanged, this, &LayerPalette::filter);
    connect(m_search, &QLineEdit::returnPressed, this, &LayerPalette::choose);
    connect(m_kinds, &QListWidget::itemClicked, this, &LayerPalette::choose);
}

void LayerPalette::filter(const QString& text) {
    const QStringList wanted = text.toLower().split(' ', Qt::SkipEmptyParts);
    QListWidgetItem* first = nullptr;
    for (int row = 0; row < m_kinds->count(); ++row) {
        QListWidgetItem* item = m_kinds->item(row);
        const QString words = item->data(Words).toString();
        const bool found = std::ranges::all_of(wanted, [&](const QString& word) { return words.contains(word); });
        item->setHidden(!found);
        if (found && !first)
            first = item;
    }
    m_kinds->setCurrentItem(first);
}

void LayerPalette::choose() {
    if (const QListWidgetItem* item = m_kinds->currentItem())
        Q_EMIT chosen(item->data(Kind).toString());
}

bool LayerPalette::eventFilter(QObject*, QEvent* event) {
    if (event->type() != QEvent::KeyPress)
        return false;
    switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        return QCoreApplication::sendEvent(m_kinds, event);
    default:
        return false;
    }
}

} // namespace hourglass::ui
