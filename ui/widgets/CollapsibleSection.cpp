// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/CollapsibleSection.h"

#include <QHelpEvent>
#include <QStyleOptionToolButton>
#include <QStylePainter>
#include <QToolButton>
#include <QToolTip>
#include <QVBoxLayout>

namespace hourglass::ui {

namespace {

/// Checked means expanded here, which the arrow says; a style would draw a pressed button. A title that is too long for
/// it ends in "…" and is whole in the tooltip.
class Header : public QToolButton {
public:
    using QToolButton::QToolButton;

    QSize minimumSizeHint() const override {
        return {3 * QToolButton::minimumSizeHint().height(), QToolButton::minimumSizeHint().height()};
    }

protected:
    bool event(QEvent* event) override {
        if (event->type() == QEvent::ToolTip) {
            const auto& help = static_cast<const QHelpEvent&>(*event);
            QToolTip::showText(help.globalPos(), shownTitle() == text() ? QString() : text(), this);
            return true;
        }
        return QToolButton::event(event);
    }
    void paintEvent(QPaintEvent*) override {
        QStylePainter painter(this);
        QStyleOptionToolButton option;
        initStyleOption(&option);
        option.state &= ~QStyle::State_On;
        option.text = shownTitle();
        painter.drawComplexControl(QStyle::CC_ToolButton, option);
        if (hasFocus()) {
            painter.setPen(palette().color(QPalette::Highlight));
            painter.drawRect(rect().adjusted(0, 0, -1, -1));
        }
    }

private:
    QString shownTitle() const {
        const int besideTheTitle =
            QToolButton::sizeHint().width() - fontMetrics().size(Qt::TextShowMnemonic, text()).width();
        return fontMetrics().elidedText(text(), Qt::ElideRight, width() - besideTheTitle);
    }
};

} // namespace

CollapsibleSection::CollapsibleSection(const QString& title, QWidget* content, Weight weight, QWidget* parent)
    : QWidget(parent)
    , m_header(new Header(this))
    , m_body(new QWidget(this)) {
    m_header->setCheckable(true);
    m_header->setAutoRaise(true);
    m_header->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_header->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_header->setFocusPolicy(Qt::TabFocus); // a click leaves the keyboard where it is
    if (weight == Weight::Heading) {
        QFont font = m_header->font();
        font.setBold(true);
        m_header->setFont(font);
    }
    auto* indented = new QVBoxLayout(m_body);
    indented->setContentsMargins(weight == Weight::Heading ? 10 : 4, 2, 4, weight == Weight::Heading ? 10 : 4);
    indented->addWidget(content);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_body);
    connect(m_header, &QToolButton::toggled, this, [this](bool expanded) {
        m_header->setArrowType(expanded ? Qt::DownArrow : Qt::RightArrow);
        m_body->setVisible(expanded);
    });
    setTitle(title);
    m_header->setChecked(true);
}

void CollapsibleSection::setTitle(const QString& title) {
    m_header->setText(title);
    m_header->setAccessibleName(title);
}

bool CollapsibleSection::isExpanded() const {
    return m_header->isChecked();
}

void CollapsibleSection::setExpanded(bool expanded) {
    m_header->setChecked(expanded);
}

} // namespace hourglass::ui
