// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/design/BarContent.h"
#include "ui/design/Wordings.h"

#include <QPoint>
#include <QPointer>
#include <QWidget>

#include <optional>

namespace hourglass::ui {

class NumberBox;

/// One bar of the hourglass. A widget of its own, so that screen readers, tooltips and focus know every
/// layer.
class LayerBar : public QWidget {
    Q_OBJECT

public:
    explicit LayerBar(QWidget* parent);

    /// Height for the title alone, or with the detail beneath it.
    static int heightFor(const QFontMetrics& metrics, bool withDetail);

    const BarContent& content() const { return m_content; }
    void setContent(const BarContent& content);
    /// Tab stops at the current bar only; arrows go on from there.
    void setCurrent(bool current);
    /// Opens an editor on the bar for its main value, if it has one.
    /// @param typed  what was typed to get here; empty to start from the present value
    void editValue(const QString& typed = {});
    /// Drawn as one of several that are chosen.
    void setChosen(bool chosen);
    /// Drawn as something that is being carried.
    void setCarried(bool carried);

Q_SIGNALS:
    void clicked(Qt::KeyboardModifiers modifiers);
    void valueEdited(double value);
    void focused(Qt::FocusReason reason);
    void menuRequested(const QPoint& globalPosition);
    /// The pointer drags the bar; `y` in the parent's coordinates.
    void dragged(int y);
    void dropped();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

    /// Room at each side that the text leaves to others.
    virtual int sideRoom() const { return 0; }

private:
    struct Texts {
        Wordings titles;
        Wordings details;
    };

    bool isDraggable() const;
    void describe();
    void paintShape(QPainter& painter) const;
    void paintMaps(QPainter& painter) const;
    void paintTexts(QPainter& painter) const;
    const Texts& measured() const;
    /// What is left to the texts.
    QRect textRoom() const;
    void finishEditing(bool keep);

    enum class Press { None, Pressed, Dragging, DoubleClicked };

    BarContent m_content;
    mutable std::optional<Texts> m_texts; ///< measured when they are painted first
    QPointer<NumberBox> m_editor;
    QPoint m_pressedAt;
    Press m_press = Press::None;
    bool m_chosen = false;
    bool m_carried = false;
};

} // namespace hourglass::ui
