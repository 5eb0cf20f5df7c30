// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

namespace hourglass::ui {

/// A small window for the whole of one layer. Closes with Escape, with Enter, and with a click elsewhere; a
/// double click on what it belongs to still arrives there.
class EditorPopup : public QFrame {
    Q_OBJECT

public:
    /// Takes `content`; deletes itself when closed.
    EditorPopup(const QString& title, QWidget* content, QWidget* anchor);

    /// Beside the anchor, which stays in sight, as far as the screen allows.
    void open();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;

private:
    bool isOnAnchor(const QMouseEvent* event) const;

    QWidget* m_anchor;
};

} // namespace hourglass::ui
