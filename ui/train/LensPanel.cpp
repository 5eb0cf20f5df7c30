// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/LensPanel.h"

#include "ui/charts/FigureView.h"
#include "ui/charts/PictureMenu.h"
#include "ui/session/Convert.h"
#include "ui/widgets/Words.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace hourglass::ui {

namespace {

/// Ends in "…" where it is too long even for the room that it asks for.
class FigureTitle : public QLabel {
public:
    using QLabel::QLabel;

    QSize minimumSizeHint() const override {
        constexpr int widthAtMost = 260; // px: beyond it the figure, not its title, says how wide its column is
        const QSize whole = sizeHint();
        return {std::min(whole.width(), widthAtMost), whole.height()};
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        style()->drawItemText(&painter, rect(), Qt::AlignLeft | Qt::AlignVCenter, palette(), isEnabled(),
                              fontMetrics().elidedText(text(), Qt::ElideRight, width()), foregroundRole());
    }
};

} // namespace

LensPanel::LensPanel(QWidget* parent)
    : QScrollArea(parent)
    , m_empty(new QLabel) {
    auto* content = new QWidget;
    m_grid = new QGridLayout(content);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(14);
    m_grid->setVerticalSpacing(4);
    m_grid->setRowStretch(1, 1);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_grid->addWidget(m_empty, 0, 0, 2, 1);
    setWidget(content);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Lens"));
    viewport()->setBackgroundRole(QPalette::Base);
    begin();
}

void LensPanel::begin() {
    setFigures({});
    m_empty->setText(
        tr("What is special about the variant, or about the stage of its training that is running, in figures that "
           "change while it learns. Press Space to train."));
}

void LensPanel::setFigures(const std::vector<Figure>& figures) {
    while (m_cards.size() < figures.size())
        addCard();
    m_empty->setText(tr("This variant has nothing more to show than its reconstructions."));
    m_empty->setVisible(figures.empty());
    for (std::size_t i = 0; i < m_cards.size(); ++i) {
        const Card& card = m_cards[i];
        const bool shown = i < figures.size();
        card.title->setVisible(shown);
        card.view->setVisible(shown);
        m_grid->setColumnStretch(int(i), shown);
        if (!shown)
            continue;
        card.title->setText(toQString(figures[i].title));
        card.title->setToolTip(asToolTip(toQString(figures[i].title)) + asToolTip(toQString(figures[i].help)));
        card.view->setFigure(figures[i]);
    }
}

void LensPanel::setEmptyText(const QString& text) {
    m_empty->setText(text);
}

void LensPanel::addCard() {
    const int column = int(m_cards.size());
    auto* title = new FigureTitle;
    title->setTextFormat(Qt::PlainText);
    auto* view = new FigureView;
    auto* menu = new PictureMenu(*view, *view);
    connect(menu, &PictureMenu::saved, this, &LensPanel::saved);
    connect(menu, &PictureMenu::failed, this, &LensPanel::failed);
    m_grid->addWidget(title, 0, column);
    m_grid->addWidget(view, 1, column);
    m_cards.push_back({title, view});
}

} // namespace hourglass::ui
