// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/FigureView.h"

#include "ui/charts/FigureDrawings.h"
#include "ui/session/Convert.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <type_traits>
#include <variant>

namespace hourglass::ui {

FigureView::FigureView(QWidget* parent)
    : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void FigureView::setFigure(const Figure& figure) {
    m_figure = figure;
    m_pictures.clear();
    if (const auto* pictures = std::get_if<PictureFigure>(&figure.content))
        for (const Image& picture : pictures->pictures)
            m_pictures.push_back(QPixmap::fromImage(toQImage(picture)));
    setAccessibleName(toQString(figure.title));
    setAccessibleDescription(toQString(figure.help));
    update();
}

QSize FigureView::sizeHint() const {
    return {260, 170};
}

QSize FigureView::minimumSizeHint() const {
    return {110, 80};
}

void FigureView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false); // single pixels are what there is to see
    QFont small = font();
    small.setPointSizeF(0.85 * small.pointSizeF());
    painter.setFont(small);
    std::visit(
        [&](const auto& content) {
            if constexpr (std::is_same_v<std::decay_t<decltype(content)>, PictureFigure>)
                draw(painter, rect(), content, m_pictures);
            else
                draw(painter, rect(), palette(), content);
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
