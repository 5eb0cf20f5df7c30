// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/MessageBar.h"

#include "ui/widgets/Colours.h"

#include <QAccessible>
#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QPushButton>

namespace hourglass::ui {

MessageBar::MessageBar(Kind kind, const QString& accessibleName, QWidget* parent)
    : QFrame(parent)
    , m_kind(kind)
    , m_layout(new QBoxLayout(QBoxLayout::LeftToRight, this))
    , m_buttons(new QHBoxLayout)
    , m_label(new QLabel) {
    setAccessibleName(accessibleName);
    setAutoFillBackground(true);
    m_label->setWordWrap(true);
    m_label->setTextFormat(Qt::PlainText);
    m_label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_layout->setContentsMargins(12, 6, 12, 6);
    m_layout->addWidget(m_label, 1);
    m_layout->addLayout(m_buttons);
    hide();
}

QString MessageBar::text() const {
    return m_label->text();
}

void MessageBar::say(const QString& text) {
    if (text == m_label->text())
        return;
    m_label->setText(text);
    takeColours(); // they may have changed since it was made
    setVisible(!text.isEmpty());
    if (isVisible()) {
        QAccessibleEvent alert(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

QPushButton* MessageBar::addButton(const QString& text) {
    auto* button = new QPushButton(text);
    m_buttons->addWidget(button);
    return button;
}

/// In a narrow window the text would be left with a word a line.
void MessageBar::resizeEvent(QResizeEvent* event) {
    QFrame::resizeEvent(event);
    constexpr int wide = 600; // px
    m_layout->setDirection(width() < wide ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

void MessageBar::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange)
        takeColours();
}

void MessageBar::takeColours() {
    QPalette colours; // the application's
    const QColor accent = m_kind == Kind::Problem ? faultColour(colours) : colours.color(QPalette::Highlight);
    colours.setColor(QPalette::Window, blended(colours.color(QPalette::Window), accent, 0.2));
    setPalette(colours);
}

} // namespace hourglass::ui
