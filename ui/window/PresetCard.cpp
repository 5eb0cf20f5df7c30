// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/PresetCard.h"

#include "ui/widgets/Colours.h"
#include "ui/widgets/SmallFont.h"

#include <QPainter>
#include <QTextLayout>

#include <algorithm>

namespace hourglass::ui {

namespace {

constexpr int margin = 10;
constexpr int gap = 6;
constexpr int summaryLines = 3;

int pictureHeight(const QFontMetrics& metrics) {
    return 5 * metrics.height();
}

/// Two samples, one below the other.
int sampleSide(int height) {
    return (height - 3) / 2;
}

/// The bars as thin lines, as wide as they are in the hourglass.
void paintHourglass(QPainter& painter, const QRectF& area, const std::vector<BarContent>& bars, const QPalette& palette) {
    const double pitch = area.height() / double(bars.size());
    const double thickness = std::clamp(pitch - 2, 1.5, 8.0);
    const QColor window = palette.color(QPalette::Base);
    const QColor accent = palette.color(QPalette::Highlight);
    painter.setPen(Qt::NoPen);
    for (std::size_t i = 0; i < bars.size(); ++i) {
        const bool end = i == 0 || i + 1 == bars.size();
        const bool code = bars[i].id.role == BarRole::Code;
        painter.setBrush(blended(window, end ? palette.color(QPalette::Text) : accent, code ? 1 : end ? 0.35 : 0.55));
        const double width = std::max(8.0, area.width() * bars[i].width * bars[i].width); // more of a waist when small
        const double y = area.top() + pitch * (double(i) + 0.5);
        painter.drawRoundedRect(QRectF(area.center().x() - width / 2, y - thickness / 2, width, thickness), 2, 2);
    }
}

void paintSamples(QPainter& painter, const QRect& area, const std::vector<QImage>& samples) {
    const int side = sampleSide(area.height());
    int y = area.top();
    for (const QImage& sample : samples) {
        const QSize size = sample.size().scaled(side, side, Qt::KeepAspectRatio).expandedTo({1, 1});
        painter.drawImage(QRect(QPoint(area.left() + (side - size.width()) / 2, y + (side - size.height()) / 2), size),
                          sample);
        y += side + 3;
    }
}

/// At most so many lines, the last one elided.
void drawLines(QPainter& painter, const QRect& area, const QString& text, int lines) {
    const QFontMetrics metrics(painter.font());
    QTextLayout layout(text, painter.font());
    layout.beginLayout();
    int y = area.top();
    for (int i = 0; i < lines; ++i) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(area.width());
        const QString rest = text.mid(line.textStart());
        const bool last = i + 1 == lines;
        painter.drawText(QRect(area.left(), y, area.width(), metrics.height()), Qt::AlignLeft,
                         last ? metrics.elidedText(rest, Qt::ElideRight, area.width()) : rest.left(line.textLength()));
        y += metrics.height();
    }
    layout.endLayout();
}

} // namespace

QSize PresetCard::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    const QFontMetrics& metrics = option.fontMetrics;
    const int texts = metrics.height() * (1 + summaryLines) + 2 * QFontMetrics(smallFont(option.font)).height();
    return {metrics.averageCharWidth() * 34 + 2 * margin, pictureHeight(metrics) + texts + 2 * margin + 3 * gap};
}

void PresetCard::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const QPalette& palette = option.palette;
    const bool chosen = option.state & QStyle::State_Selected;
    const bool hovered = option.state & QStyle::State_MouseOver;
    const QColor accent = palette.color(QPalette::Highlight);
    const QColor ground = palette.color(QPalette::Base);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setRenderHint(QPainter::SmoothPixmapTransform);
    painter->setBrush(blended(ground, accent, chosen ? 0.16 : hovered ? 0.06 : 0));
    painter->setPen(QPen(chosen ? accent : blended(ground, palette.color(QPalette::Text), 0.25), chosen ? 2 : 1));
    painter->drawRoundedRect(QRectF(option.rect).adjusted(3, 3, -3, -3), 6, 6);

    QRect room = option.rect.adjusted(margin, margin, -margin, -margin);
    const QRect pictureArea(room.topLeft(), QSize(room.width(), pictureHeight(option.fontMetrics)));
    const auto picture = index.data(PictureRole).value<PresetPicture>();
    if (!picture.bars.empty())
        paintHourglass(*painter, QRectF(pictureArea).adjusted(sampleSide(pictureArea.height()) + gap, 0, 0, 0), picture.bars,
                       palette);
    paintSamples(*painter, pictureArea, picture.samples);
    room.setTop(pictureArea.bottom() + gap);

    const int lineHeight = option.fontMetrics.height();
    painter->setPen(palette.color(QPalette::Text));
    QFont bold = option.font;
    bold.setBold(true);
    painter->setFont(bold);
    painter->drawText(QRect(room.topLeft(), QSize(room.width(), lineHeight)), Qt::AlignLeft,
                      QFontMetrics(bold).elidedText(index.data().toString(), Qt::ElideRight, room.width()));
    room.setTop(room.top() + lineHeight + gap / 2);
    painter->setFont(option.font);
    drawLines(*painter, room, index.data(SummaryRole).toString(), summaryLines);
    room.setTop(room.top() + summaryLines * lineHeight + gap / 2);
    painter->setFont(smallFont(option.font));
    painter->setPen(blended(ground, palette.color(QPalette::Text), 0.75));
    drawLines(*painter, room, index.data(WordsRole).toString(), 2);
    painter->restore();
}

} // namespace hourglass::ui
