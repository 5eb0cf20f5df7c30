// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/style/Contrast.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QHelpEvent>
#include <QImage>
#include <QKeySequence>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QScrollArea>
#include <QStackedWidget>
#include <QStyleOptionComboBox>
#include <QTextDocument>
#include <QTextDocumentFragment>
#include <QToolTip>

#include <map>
#include <optional>

namespace hourglass::test {

/// "MainWindow/QDockWidget(DesignDock)/…", for messages.
inline QString pathOf(const QWidget* widget) {
    QString path;
    for (; widget; widget = widget->isWindow() ? nullptr : widget->parentWidget())
        path = QString("/%1(%2)").arg(widget->metaObject()->className(), widget->objectName()) + path;
    return path;
}

inline bool isOfQt(const QWidget* widget) {
    return widget->objectName().startsWith("qt_");
}

/// All that is seen in the window and not in another one.
template <typename Widget>
QList<Widget*> seenIn(const QWidget& window) {
    QList<Widget*> seen;
    for (auto* widget : window.findChildren<Widget*>())
        if (widget->isVisible() && widget->window() == window.window())
            seen << widget;
    return seen;
}

inline bool takesKeys(const QWidget* widget) {
    return (widget->focusPolicy() & Qt::TabFocus) && widget->isEnabled() && !widget->focusProxy();
}

/// What the same letter with Alt would reach, so that it reaches none of them.
inline QStringList sharedLetters(const QWidget& window) {
    std::map<QString, QStringList> texts;
    const auto add = [&texts](const QString& text) {
        if (const QKeySequence letter = QKeySequence::mnemonic(text); !letter.isEmpty())
            texts[letter.toString()] << text;
    };
    for (const auto* bar : seenIn<QMenuBar>(window))
        for (const QAction* menu : bar->actions())
            add(menu->text());
    for (const auto* button : seenIn<QAbstractButton>(window))
        add(button->text());
    for (const auto* label : seenIn<QLabel>(window))
        if (label->buddy())
            add(label->text());
    QStringList faults;
    for (const auto& [letter, sharing] : texts)
        if (sharing.size() > 1)
            faults << letter + ": " + sharing.join(", ");
    return faults;
}

inline QStringList unnamedControls(const QWidget& window) {
    QStringList faults;
    for (QWidget* widget : seenIn<QWidget>(window)) {
        if (widget->focusPolicy() == Qt::NoFocus || widget->focusProxy() || isOfQt(widget))
            continue;
        const auto* accessible = QAccessible::queryAccessibleInterface(widget);
        if (!accessible || accessible->text(QAccessible::Name).isEmpty())
            faults << pathOf(widget);
    }
    return faults;
}

/// What a screen reader and a pointing hand get to read.
inline QString toolTipOf(QWidget* widget) {
    QHelpEvent help(QEvent::ToolTip, widget->rect().center(), widget->mapToGlobal(widget->rect().center()));
    QApplication::sendEvent(widget, &help);
    const QString text = QToolTip::isVisible() ? QToolTip::text() : QString();
    QToolTip::hideText();
    QTextDocument document;
    document.setHtml(text);
    return document.toPlainText();
}

inline QString withoutMarks(QString text) {
    return Qt::mightBeRichText(text) ? QTextDocumentFragment::fromHtml(text).toPlainText() : text.remove('&');
}

/// Texts that have less room than they need, and no tooltip that holds all of them.
inline QStringList clippedTexts(const QWidget& window) {
    QStringList faults;
    const auto check = [&faults](QWidget* widget, const QString& text, const QSize& needed) {
        const bool fits = widget->width() >= needed.width() && widget->height() >= needed.height();
        if (!fits && !toolTipOf(widget).contains(text.simplified()))
            faults << QString("%1: “%2” needs %3 x %4, has %5 x %6")
                          .arg(pathOf(widget), text)
                          .arg(needed.width())
                          .arg(needed.height())
                          .arg(widget->width())
                          .arg(widget->height());
    };
    for (auto* label : seenIn<QLabel>(window))
        if (!label->text().isEmpty())
            check(label, withoutMarks(label->text()),
                  label->wordWrap() ? QSize(0, label->heightForWidth(label->width())) : label->sizeHint());
    for (auto* button : seenIn<QAbstractButton>(window))
        if (!button->text().isEmpty() && !isOfQt(button))
            check(button, withoutMarks(button->text()), button->sizeHint() - QSize(2, 2));
    for (auto* box : seenIn<QComboBox>(window)) {
        QStyleOptionComboBox option;
        option.initFrom(box);
        const QRect field = box->style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, box);
        const int lacking = box->fontMetrics().horizontalAdvance(box->currentText()) - field.width();
        check(box, box->currentText(), QSize(box->width() + lacking, box->fontMetrics().height()));
    }
    for (auto* box : seenIn<QAbstractSpinBox>(window)) {
        auto* line = box->findChild<QLineEdit*>();
        check(line, line->text(), line->fontMetrics().size(0, line->text()));
    }
    return faults;
}

/// Widgets that reach over the edge of what they lie in, where nothing scrolls.
inline QStringList cutWidgets(const QWidget& window) {
    QStringList faults;
    for (const QWidget* widget : seenIn<QWidget>(window)) {
        const QWidget* parent = widget->parentWidget();
        const bool scrolls = qobject_cast<const QAbstractScrollArea*>(parent->parentWidget()) ||
                             qobject_cast<const QAbstractScrollArea*>(parent);
        if (widget != &window && !widget->isWindow() && !scrolls && !isOfQt(widget) &&
            !parent->rect().contains(widget->geometry()) && !parent->inherits("QTabBar"))
            faults << pathOf(widget);
    }
    return faults;
}

/// Widgets beside each other that share some of their place.
inline QStringList overlappingWidgets(const QWidget& window) {
    QStringList faults;
    std::map<const QWidget*, QList<const QWidget*>> families;
    for (const QWidget* widget : seenIn<QWidget>(window))
        if (!isOfQt(widget) && !widget->inherits("QSplitterHandle") &&                // these may reach over what they move
            !(widget->parentWidget() && widget->parentWidget()->inherits("QTabBar"))) // whose arrows share a border
            families[widget->parentWidget()] << widget;
    for (const auto& [parent, children] : families)
        for (qsizetype i = 0; i < children.size(); ++i)
            for (qsizetype j = 0; j < i; ++j)
                if (children[i]->geometry().intersects(children[j]->geometry()))
                    faults << pathOf(children[i]) + " and " + pathOf(children[j]);
    return faults;
}

/// Texts that are hard to tell from what they stand on, as it was painted.
inline QStringList faintTexts(QWidget& window) {
    constexpr double levelAA = 4.5;
    QStringList faults;
    const QImage image = window.grab().toImage();
    const auto check = [&](const QWidget* widget, std::optional<QColor> text) {
        const QRect place = QRect(widget->mapTo(&window, QPoint()), widget->size()) & image.rect();
        std::map<QRgb, int> colours;
        for (int y = place.top(); y <= place.bottom(); ++y)
            for (int x = place.left(); x <= place.right(); ++x)
                ++colours[image.pixel(x, y)];
        if (colours.empty())
            return;
        const QColor ground = std::ranges::max_element(colours, {}, &std::pair<const QRgb, int>::second)->first;
        double best = text ? contrast(*text, ground) : 1;
        if (!text)
            for (const auto& [colour, count] : colours)
                best = std::max(best, contrast(QColor(colour), ground));
        if (best < levelAA)
            faults << QString("%1: %2").arg(pathOf(widget)).arg(best);
    };
    for (const auto* label : seenIn<QLabel>(window))
        if (!label->text().isEmpty() && label->isEnabled())
            check(label, label->palette().color(label->foregroundRole()));
    for (const auto* button : seenIn<QAbstractButton>(window))
        if (!button->text().isEmpty() && button->isEnabled() && !isOfQt(button))
            check(button, std::nullopt);
    for (const auto* box : seenIn<QComboBox>(window))
        if (box->isEnabled())
            check(box, std::nullopt);
    for (const char* painted : {"hourglass::ui::LayerBar", "hourglass::ui::TileTitles"})
        for (const auto* widget : seenIn<QWidget>(window))
            if (widget->inherits(painted))
                check(widget, std::nullopt);
    return faults;
}

} // namespace hourglass::test
