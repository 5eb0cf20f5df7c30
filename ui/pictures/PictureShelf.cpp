// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pictures/PictureShelf.h"

#include "ui/widgets/Colours.h"
#include "ui/widgets/Words.h"

#include <QAction>
#include <QFileInfo>
#include <QKeyEvent>
#include <QPainter>
#include <QSignalBlocker>

#include <algorithm>
#include <memory>
#include <utility>

namespace hourglass::ui {

namespace {

constexpr int MostBroughtBack = 8; // pasted pictures may be large
constexpr int IconSide = 72;       // px

/// In the middle of a square, so that the names below stand in a line.
QPixmap squared(const QImage& thumbnail) {
    const int side = std::max(thumbnail.width(), thumbnail.height());
    QPixmap square(side, side);
    square.fill(Qt::transparent);
    QPainter(&square).drawImage((side - thumbnail.width()) / 2, (side - thumbnail.height()) / 2, thumbnail);
    return square;
}

} // namespace

PictureShelf::PictureShelf(QWidget* parent)
    : QListWidget(parent) {
    setViewMode(IconMode);
    setMovement(Static);
    setResizeMode(Adjust);
    setWordWrap(false);
    setTextElideMode(Qt::ElideMiddle);
    setUniformItemSizes(true);
    setIconSize({IconSide, IconSide});
    setGridSize({IconSide + 24, IconSide + 2 * fontMetrics().height()});
    setSpacing(4);
    setFrameShape(NoFrame);
    setAcceptDrops(false); // the workspace takes them
    setDragEnabled(false);
    setTabKeyNavigation(false);
    setAccessibleName(tr("Open pictures"));
    m_steps.setUndoLimit(MostBroughtBack);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    auto* remove = new QAction(tr("&Remove from the list"), this);
    remove->setToolTip(tr("The file stays as it is (Delete)"));
    connect(remove, &QAction::triggered, this, &PictureShelf::removeCurrent);
    addAction(remove);
    connect(this, &QListWidget::currentRowChanged, this, &PictureShelf::currentChanged);
    connect(&m_reader, &PictureReader::done, this, &PictureShelf::showThumbnail);
}

QListWidgetItem* PictureShelf::add(Entry entry, const QImage& thumbnail) {
    entry.number = ++m_last;
    QPixmap empty(IconSide, IconSide);
    empty.fill(palette().color(QPalette::AlternateBase));
    auto* item = new QListWidgetItem(QIcon(thumbnail.isNull() ? empty : squared(thumbnail)), entry.name);
    item->setToolTip(asToolTip(entry.path.isEmpty() ? entry.name : entry.path));
    m_entries.push_back(std::move(entry)); // before the list tells of it
    addItem(item);
    return item;
}

void PictureShelf::open(const QStringList& paths, const QString& model) {
    int first = -1;
    for (const QString& path : paths) {
        const auto known = std::ranges::find_if(m_entries, [&](const Entry& entry) { return entry.path == path; });
        int row = int(known - m_entries.begin());
        if (known == m_entries.end()) {
            add({0, path, {}, QFileInfo(path).fileName()}, {});
            m_reader.read(m_last, path, model);
            row = count() - 1;
        } else if (!known->isReadable) {
            known->isReadable = true;
            m_reader.read(known->number, path, model);
        }
        if (first < 0)
            first = row;
    }
    if (first >= 0)
        setCurrentRow(first);
}

void PictureShelf::paste(const QImage& picture, const QImage& thumbnail) {
    setCurrentItem(add({0, {}, picture, tr("Pasted picture")}, thumbnail));
}

void PictureShelf::showThumbnail(std::uint64_t number, const QImage& thumbnail, const QString& fault) {
    const auto entry = std::ranges::find_if(m_entries, [&](const Entry& each) { return each.number == number; });
    if (entry == m_entries.end())
        return; // removed meanwhile
    const int row = int(entry - m_entries.begin());
    QListWidgetItem* shown = item(row);
    if (fault.isEmpty()) {
        shown->setIcon(squared(thumbnail));
        shown->setForeground({});
        shown->setToolTip(asToolTip(entry->path));
        return;
    }
    shown->setForeground(faultColour(palette()));
    shown->setToolTip(asToolTip(fault));
    entry->isReadable = false;
    const auto next = std::find_if(entry, m_entries.end(), [](const Entry& each) { return each.isReadable; });
    if (row == currentRow() && next != m_entries.end())
        setCurrentRow(int(next - m_entries.begin()));
    Q_EMIT unreadable(fault);
}

const PictureShelf::Entry* PictureShelf::current() const {
    const int row = currentRow();
    return row >= 0 && row < int(m_entries.size()) ? &m_entries[std::size_t(row)] : nullptr;
}

QStringList PictureShelf::paths() const {
    QStringList result;
    for (const Entry& entry : m_entries)
        if (!entry.path.isEmpty())
            result << entry.path;
    return result;
}

/// A pasted picture is nowhere else.
class PictureShelf::Removal : public QUndoCommand {
public:
    Removal(PictureShelf& shelf, int row)
        : QUndoCommand(tr("Remove %1").arg(shelf.m_entries[std::size_t(row)].name))
        , m_shelf(shelf)
        , m_row(row) {}

    void redo() override {
        {
            const QSignalBlocker blocker(m_shelf); // it would tell of the one after next
            m_item.reset(m_shelf.takeItem(m_row));
        }
        const auto entry = m_shelf.m_entries.begin() + m_row;
        m_entry = std::move(*entry);
        m_shelf.m_entries.erase(entry);
        Q_EMIT m_shelf.currentChanged();
    }
    void undo() override {
        {
            const QSignalBlocker blocker(m_shelf);
            m_shelf.m_entries.insert(m_shelf.m_entries.begin() + m_row, std::move(m_entry));
            m_shelf.insertItem(m_row, m_item.release());
            m_shelf.setCurrentRow(m_row);
        }
        const Entry& entry = m_shelf.m_entries[std::size_t(m_row)];
        if (!entry.path.isEmpty()) // what was read of it while it was away went unheard
            m_shelf.m_reader.read(entry.number, entry.path);
        Q_EMIT m_shelf.currentChanged();
    }

private:
    PictureShelf& m_shelf;
    int m_row;
    Entry m_entry;
    std::unique_ptr<QListWidgetItem> m_item; ///< while it is off the list
};

void PictureShelf::removeCurrent() {
    if (currentRow() >= 0)
        m_steps.push(new Removal(*this, currentRow()));
}

void PictureShelf::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Delete)
        removeCurrent();
    else
        QListWidget::keyPressEvent(event);
}

} // namespace hourglass::ui
