// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/ProbeTable.h"

#include "ui/session/Convert.h"
#include "ui/train/ShareDelegate.h"
#include "ui/widgets/Words.h"

#include <QHeaderView>

namespace hourglass::ui {

namespace {

enum Column { Name, Numbers, Accuracy, Error, ColumnCount };

/// Whether the row is there for the network's own to be compared with.
bool isAside(const ProbeRow& row) {
    return row.name != "code" && row.name != "fine-tuned";
}

} // namespace

ProbeTable::ProbeTable(QWidget* parent)
    : QTableWidget(parent) {
    const std::pair<QString, QString> columns[ColumnCount] = {
        {tr("Classifier on"),
         tr("What the classifier is given. The code: what the encoder makes of a sample. The raw input: the "
            "sample itself, which shows how easy the task is without any network. PCA: principal components, "
            "the "
            "best straight-line code of the same size. Fine-tuned: the encoder went on learning together "
            "with the "
            "classifier; the same network from random weights shows what its training before was worth.")},
        {tr("Numbers"), tr("How many numbers the classifier sees of each sample.")},
        {tr("Accuracy"), tr("Share of the validation samples whose class it names correctly.")},
        {tr("Error"), tr("Share of the validation samples that it gets wrong.")}};
    setColumnCount(ColumnCount);
    for (int i = 0; i < ColumnCount; ++i) {
        auto* header = new QTableWidgetItem(columns[i].first);
        header->setTextAlignment((i == Name ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
        header->setToolTip(asToolTip(columns[i].second));
        setHorizontalHeaderItem(i, header);
    }
    setItemDelegateForColumn(Accuracy, new ShareDelegate(this));
    setAccessibleName(tr("Accuracy of the classifiers"));
    setEditTriggers(NoEditTriggers);
    setSelectionMode(NoSelection);
    setTabKeyNavigation(false); // Tab leads on to the next control
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    horizontalHeader()->setSectionResizeMode(Accuracy, QHeaderView::Stretch);
}

void ProbeTable::begin(std::int64_t checked) {
    setRowCount(0);
    m_decimals = checked > 1000 ? 2 : 1;
}

void ProbeTable::addRow(const ProbeRow& row) {
    const auto percent = [&](double share) { return tr("%1 %").arg(100 * share, 0, 'f', m_decimals); };
    const QString texts[ColumnCount] = {toQString(row.name), grouped(row.features), percent(1 - row.error),
                                        percent(row.error)};
    const int index = rowCount();
    setRowCount(index + 1);
    for (int column = 0; column < ColumnCount; ++column) {
        auto* item = new QTableWidgetItem(texts[column]);
        item->setTextAlignment((column == Name ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
        if (!isAside(row)) {
            QFont bold = font();
            bold.setBold(true);
            item->setFont(bold);
        }
        setItem(index, column, item);
    }
    item(index, Accuracy)->setData(ShareDelegate::ShareRole, 1 - row.error);
    item(index, Accuracy)->setData(ShareDelegate::AsideRole, isAside(row));
}

} // namespace hourglass::ui
