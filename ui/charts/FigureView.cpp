// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/FigureView.h"

#include "ui/charts/FigureCsv.h"
#include "ui/charts/FigureDrawings.h"
#include "ui/session/Convert.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <cmath>
#include <type_traits>
#include <variant>

namespace hourglass::ui {

FigureView::FigureView(QWidget* parent)
    : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setFocusPolicy(Qt::StrongFocus);
}

void FigureView::setFigure(const Figure& figure) {
    const QSize least = minimumSizeHint();
    m_figure = figure;
    m_pictures.clear();
    if (const auto* pictures = std::get_if<PictureFigure>(&figure.content))
        for (const Image& picture : pictures->pictures)
            m_pictures.push_back(QPixmap::fromImage(toQImage(picture)));
    setAccessibleName(toQString(figure.title));
    setAccessibleDescription(toQString(figure.help));
    if (minimumSizeHint() != least)
        updateGeometry();
    update();
}

QFont FigureView::figureFont() const {
    QFont small = font();
    small.setPointSizeF(0.85 * small.pointSizeF());
    return small;
}

QSize FigureView::sizeHint() const {
    return QSize(260, 170).expandedTo(minimumSizeHint());
}

QSize FigureView::minimumSizeHint() const {
    const QFontMetricsF metrics(figureFont());
    const QSizeF least = std::visit([&](const auto& content) { return leastSize(metrics, content); }, m_figure.content);
    return QSizeF(std::ceil(least.width()), std::ceil(least.height())).toSize().expandedTo({110, 80});
}

QString FigureView::pictureTitle() const {
    return toQString(m_figure.title);
}

Exportable::Csv FigureView::csv() const {
    return [figure = m_figure] { return figureCsv(figure); };
}

void FigureView::paintPicture(QPainter& painter) {
    paintFigure(painter, QRectF({}, pictureSize()));
}

void FigureView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintFigure(painter, rect());
    if (hasFocus()) {
        painter.setPen(palette().color(QPalette::Highlight));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
}

void FigureView::paintFigure(QPainter& painter, const QRectF& area) const {
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false); // single pixels are what there is to see
    painter.setFont(figureFont());
    std::visit(
        [&](const auto& content) {
            if constexpr (std::is_same_v<std::decay_t<decltype(content)>, PictureFigure>)
                draw(painter, area, palette(), content, m_pictures);
            else
                draw(painter, area, palette(), content);
        },
        m_figure.content);
}

bool FigureView::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    QString words;
    if (const auto* bars = std::get_if<BarFigure>(&m_figure.content))
        words = wordsAt(help->pos(), rect(), *bars);
    else if (const auto* pictures = std::get_if<PictureFigure>(&m_figure.content))
        words = wordsAt(help->pos(), rect(), *pictures);
    if (words.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), words, this);
    return true;
}

} // namespace hourglass::ui
