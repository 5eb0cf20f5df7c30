// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/Appearance.h"

#include <QMenu>

class QActionGroup;
class QDockWidget;

namespace hourglass::ui {

/// Light or dark, large or small, what to do with charts, and which panels are open.
class ViewMenu : public QMenu {
    Q_OBJECT

public:
    /// Applies `appearance` at once; what the user chooses later is kept for the next start.
    ViewMenu(const Appearance& appearance, QWidget* parent);

    void addPanel(QDockWidget& panel);

private:
    void addTheme(QActionGroup& themes, ThemeChoice choice, const QString& text, const QString& tip);
    void zoomTo(int zoom);
    void keep();
    void apply();
    void fillPictures();

    Appearance m_appearance;
    QAction* m_zoomIn;
    QAction* m_zoomOut;
    QAction* m_zoomReset;
    QMenu* m_pictures; ///< one entry for each chart and grid that shows something
};

} // namespace hourglass::ui
