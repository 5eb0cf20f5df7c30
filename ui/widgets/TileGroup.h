// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QStackedWidget;

namespace hourglass::ui {

class TileArea;
class TileBar;

/// A card with tiles over each other and their bar above. It takes their contents; give them another parent before it goes.
class TileGroup : public QFrame {
    Q_OBJECT

public:
    TileGroup(TileArea& area, const QStringList& tiles, const QString& front);

    TileBar& bar() const { return *m_bar; }

    /// High enough for lines that break in the width that there is, which splitters do not ask for.
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    TileBar* m_bar;
    QStackedWidget* m_pages;
};

} // namespace hourglass::ui
