// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/TestMain.h"
#include "ui/style/Theme.h"
#include "ui/widgets/TileArea.h"
#include "ui/widgets/TileBar.h"
#include "ui/widgets/TileTitles.h"

#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenu>
#include <QToolButton>

#include <memory>

namespace hourglass::test {

/// Four tiles in a window, by the mouse and the keys of a user: (a | b) / [c d].
class TileAreaFixture : public QObject {
    Q_OBJECT

protected:
    QLineEdit* content(const QString& id) { return m_window->findChild<QLineEdit*>(id); }
    QRect placeOf(const QString& id) { return {content(id)->mapTo(m_window.get(), QPoint()), content(id)->size()}; }

    ui::TileBar* bar(const QString& id) {
        for (auto* bar : m_window->findChildren<ui::TileBar*>())
            if (bar->tiles().contains(id) && bar->isVisible())
                return bar;
        return nullptr;
    }

    QPoint middleOfTitle(const QString& id) { return bar(id)->titles().tabRect(int(bar(id)->tiles().indexOf(id))).center(); }

    /// With steps on the way, as a hand does it.
    void drag(const QString& id, const QPoint& to, bool drop = true) {
        ui::TileTitles* titles = &bar(id)->titles();
        const QPoint from = middleOfTitle(id);
        const QPoint end = titles->mapFromGlobal(m_window->mapToGlobal(to));
        QTest::mousePress(titles, Qt::LeftButton, {}, from);
        for (int step = 1; step <= 4; ++step) {
            const QPoint at = from + (end - from) * step / 4;
            QMouseEvent move(QEvent::MouseMove, at, titles->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, {});
            QApplication::sendEvent(titles, &move);
        }
        if (drop)
            QTest::mouseRelease(titles, Qt::LeftButton, {}, end);
        QCoreApplication::processEvents();
    }

    /// Of the tile's menu.
    QAction* action(const QString& id, const QString& text) {
        auto* menu = bar(id)->findChildren<QToolButton*>().back()->menu();
        Q_EMIT menu->aboutToShow();
        for (auto* action : bar(id)->findChildren<QAction*>())
            if (QString(action->text()).remove('&') == text)
                return action;
        return nullptr;
    }

    /// Of the tile's bar, by the name that a screen reader says.
    QToolButton* button(const QString& id, const QString& name) {
        for (auto* button : bar(id)->findChildren<QToolButton*>())
            if (button->accessibleName() == name)
                return button;
        return nullptr;
    }

    std::unique_ptr<QMainWindow> m_window;
    ui::TileArea* m_area = nullptr;

private Q_SLOTS:
    void initTestCase() { ui::applyTheme(*qApp, ui::ThemeChoice::Light); }
    void init() { openWindow(); }

protected:
    void openWindow() {
        m_window = std::make_unique<QMainWindow>();
        m_area = new ui::TileArea("Tiles");
        for (const char* id : {"a", "b", "c", "d"}) {
            auto* content = new QLineEdit;
            content->setObjectName(id);
            content->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
            m_area->addTile(id, QString("Tile %1").arg(id), "What it shows.", content);
        }
        m_area->setUsual(
            ui::TilePlace::column({ui::TilePlace::row({ui::TilePlace::tabs({"a"}), ui::TilePlace::tabs({"b"})}, 3),
                                   ui::TilePlace::tabs({"c", "d"}, 2)}));
        m_window->setCentralWidget(m_area);
        m_window->resize(800, 600);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
};

} // namespace hourglass::test
