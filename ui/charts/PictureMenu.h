// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/Background.h"
#include "ui/widgets/Exportable.h"

#include <QImage>
#include <QMenu>
#include <QToolButton>

#include <functional>
#include <memory>

namespace hourglass::ui {

/// Takes away what a chart or a grid shows: its picture as a file or into the clipboard, its data as a table. It is the
/// widget's context menu, and may hang anywhere else as well.
class PictureMenu : public QMenu {
    Q_OBJECT

public:
    /// @param widget  what is on show; owns the menu
    /// @param source  the same
    PictureMenu(QWidget& widget, Exportable& source);

    bool showsNothing() const { return m_source.isEmpty(); } ///< that could be taken away
    /// Takes the title, and what can be chosen, from what is on show now.
    void refresh();
    /// A small "…" that opens the menu.
    QToolButton* makeButton();

Q_SIGNALS:
    void saved(const QString& path);
    void failed(const QString& message);

private:
    using Content = std::function<QByteArray()>; ///< makes it, on any thread

    bool isAtHand(); ///< failed() says it where there is nothing
    QAction* add(const QString& text, const char* icon, const QString& tip, void (PictureMenu::*does)());
    void savePicture();
    void copyPicture();
    void saveData();
    /// Asks for a path and hands it on; does not wait.
    void askForPath(const QString& title, const QStringList& filters, const std::function<void(const QString&)>& use);
    void savePictureAs(const QString& path);
    QSize wholeSize() const;
    void paintWhole(QPainter& painter);
    QImage image(); ///< twice as large as on the screen
    QByteArray svg();
    void write(const QString& path, Content content);

    QWidget& m_widget;
    Exportable& m_source;
    std::unique_ptr<Background> m_background; ///< once there is something to write
};

} // namespace hourglass::ui
