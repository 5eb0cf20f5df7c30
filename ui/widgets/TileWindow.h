// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace hourglass::ui {

class TileArea;
class TileGroup;

/// A tile in a window of its own, which gives it back when it is closed. The keys of the main window work in it.
class TileWindow : public QWidget {
    Q_OBJECT

public:
    /// Takes the tile's content; give that another parent before it goes.
    /// @param geometry  as QWidget::saveGeometry() gave it; empty for the usual size
    TileWindow(TileArea& area, const QString& id, const QByteArray& geometry);

    TileGroup& group() const { return *m_group; }

Q_SIGNALS:
    void closedByUser();

protected:
    void closeEvent(QCloseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool focusNextPrevChild(bool next) override;

private:
    TileGroup* m_group;
};

} // namespace hourglass::ui
