// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/InsideTable.h"

#include "ui/charts/NumberText.h"
#include "ui/session/Convert.h"
#include "ui/train/ShareDelegate.h"
#include "ui/widgets/Colours.h"
#include "ui/widgets/Words.h"

#include <QEvent>
#include <QHeaderView>
#include <QSignalBlocker>

#include <algorithm>
#include <cmath>

namespace hourglass::ui {

namespace {

enum Column { Layer, Output, Activations, Dead, Saturated, Gradient, ColumnCount };

constexpr int StripWidth = 40; // px, at the most

int columnOf(InsideWorry::About about) {
    return about == InsideWorry::About::Dead ? Dead : about == InsideWorry::About::Saturated ? Saturated : Gradient;
}

QString partName(NetworkPart part) {
    return part == NetworkPart::Encoder ? InsideTable::tr("encoder")
           : part == NetworkPart::Code  ? InsideTable::tr("code")
                                        : InsideTable::tr("decoder");
}

/// With its pixels as squares where there are few.
QPixmap strip(const Image& image, int height) {
    const QImage picture = toQImage(image);
    if (picture.isNull())
        return {};
    const QSize size = picture.size().scaled(StripWidth, height, Qt::KeepAspectRatio).expandedTo({1, 1});
    const bool grows = size.width() >= picture.width();
    return QPixmap::fromImage(
        picture.scaled(size, Qt::IgnoreAspectRatio, grows ? Qt::FastTransformation : Qt::SmoothTransformation));
}

QString percent(double share) {
    return InsideTable::tr("%1 %").arg(100 * share, 0, 'f', share > 0 && share < 0.1 ? 1 : 0);
}

} // namespace

InsideTable::InsideTable(QWidget* parent)
    : QTableWidget(parent) {
    const std::pair<QString, QString> columns[ColumnCount] = {
        {tr("Layer"), tr("The layers in the order in which a sample passes them.")},
        {tr("Output"), tr("What comes out of it for one sample: numbers, or channels × height × width.")},
        {tr("Activations"), tr("What it makes of the sample that is watched: bright for much, dark for little.")},
        {tr("Dead"), tr("Share of its units that give the same for every sample. They learn nothing more.")},
        {tr("Saturated"),
         tr("Share of its numbers at the ends of a sigmoid or a hyperbolic tangent, where these are flat.")},
        {tr("Gradient"),
         tr("How strongly the objective pulls at its weights: the norm of the gradient, its bar compared with "
            "the largest one; – where there are none that learn.")}};
    setColumnCount(ColumnCount);
    for (int i = 0; i < ColumnCount; ++i) {
        auto* header = new QTableWidgetItem(columns[i].first);
        header->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
        header->setToolTip(asToolTip(columns[i].second));
        setHorizontalHeaderItem(i, header);
    }
    for (const int column : {Dead, Saturated, Gradient})
        setItemDelegateForColumn(column, new ShareDelegate(this, ShareDelegate::Size::Compact));
    setAccessibleName(tr("Layers of the network"));
    setToolTip(asToolTip(tr("Choose a layer to see what it looks for and how active it is.")));
    setEditTriggers(NoEditTriggers);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setTabKeyNavigation(false); // Tab leads on to the next control
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setHorizontalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    fitRows();
    connect(this, &QTableWidget::currentCellChanged, this, [this](int row, int, int before) {
        if (row >= 0 && row != before)
            Q_EMIT layerChosen(row);
    });
}

void InsideTable::fitRows() {
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(std::max(32, fontMetrics().height() + 8));
    const int height = verticalHeader()->defaultSectionSize() - 4;
    setIconSize({StripWidth, height});
}

void InsideTable::changeEvent(QEvent* event) {
    QTableWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fitRows();
}

void InsideTable::setLayers(const std::vector<LayerInside>& layers, std::size_t chosen,
                            const std::vector<InsideWorry>& worries) {
    const QSignalBlocker silence(this); // it is not the user who chooses
    setRowCount(int(layers.size()));
    double largest = 0;
    for (const LayerInside& layer : layers)
        largest = std::isnan(layer.gradientNorm) ? largest : std::max(largest, layer.gradientNorm);
    for (int row = 0; row < rowCount(); ++row)
        setRow(row, layers[std::size_t(row)], largest);
    for (const InsideWorry& worry : worries)
        mark(worry);
    if (currentRow() != int(chosen))
        setCurrentCell(int(chosen), Layer);
}

void InsideTable::setRow(int row, const LayerInside& layer, double largestGradient) {
    const bool hasWeights = !std::isnan(layer.gradientNorm);
    const QString texts[ColumnCount] = {toQString(layer.title),
                                        toQString(layer.output.text()),
                                        {},
                                        percent(layer.dead),
                                        percent(layer.saturated),
                                        hasWeights ? numberText(layer.gradientNorm, 2) : QStringLiteral("–")};
    for (int column = 0; column < ColumnCount; ++column) {
        auto* item = new QTableWidgetItem(texts[column]);
        const bool isBar = column == Dead || column == Saturated || column == Gradient;
        item->setTextAlignment((isBar ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
        item->setToolTip(asToolTip(tr("%1, in the %2").arg(toQString(layer.title), partName(layer.part))));
        setItem(row, column, item);
    }
    item(row, Activations)->setData(Qt::DecorationRole, strip(layer.activations, iconSize().height()));
    item(row, Dead)->setData(ShareDelegate::ShareRole, layer.dead);
    item(row, Saturated)->setData(ShareDelegate::ShareRole, layer.saturated);
    item(row, Gradient)
        ->setData(ShareDelegate::ShareRole, hasWeights && largestGradient > 0 ? layer.gradientNorm / largestGradient : 0.0);
    for (const int column : {Dead, Saturated, Gradient})
        item(row, column)->setData(ShareDelegate::AsideRole, !hasWeights);
    if (layer.part == NetworkPart::Code) {
        QFont bold = font();
        bold.setBold(true);
        item(row, Layer)->setFont(bold);
    }
}

/// By a sign as well as by a colour.
void InsideTable::mark(const InsideWorry& worry) {
    QTableWidgetItem* cell = item(int(worry.layer), columnOf(worry.about));
    cell->setText(QStringLiteral("⚠ ") + cell->text());
    cell->setForeground(faultColour(palette()));
    cell->setToolTip(asToolTip(worry.text));
}

} // namespace hourglass::ui
