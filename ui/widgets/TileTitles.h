// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPoint>
#include <QTabBar>

namespace hourglass::ui {

/// The titles of tiles that lie over each other: a click shows one, and each can be dragged away. A single one is a heading.
class TileTitles : public QTabBar {
    Q_OBJECT

public:
    explicit TileTitles(QWidget* parent = nullptr);

Q_SIGNALS:
    /// While a title is being dragged; in pixels of the screen.
    void dragged(int tab, const QPoint& place);
    void dropped(int tab, const QPoint& place);
    void calledOff();
    /// @param tab  that it is about, or -1
    void menuRequested(int tab, const QPoint& place);

protected:
    bool event(QEvent* event) override;
    QSize tabSizeHint(int index) const override;
    QSize minimumTabSizeHint(int index) const override;
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    QFont titleFont() const;
    void endDrag();
    void callOff();

    int m_pressed = -1; ///< the tab under the button that is held down
    QPoint m_pressedAt;
    bool m_isDragged = false;
};

} // namespace hourglass::ui
