// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QEvent>
#include <QGuiApplication>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>
#include <QWidget>

namespace hourglass::test {

/// Files that another program drags onto a widget: through the X server, by a pointer that xdotool moves.
class DragFromOutside : public QObject {
public:
    static bool isPossible() {
        return QGuiApplication::platformName() == "xcb" && !QStandardPaths::findExecutable("xdotool").isEmpty();
    }
    static constexpr const char* WhyNot =
        "This needs an X server (ctest runs it with xvfb-run, where that is installed) and xdotool.";

    /// @param goal  far from the place (800, 100) of the screen, where the other program is
    void drop(const QStringList& files, QWidget& goal) {
        m_entered = m_moved = 0;
        goal.installEventFilter(this);
        QProcess source;
        source.start(HOURGLASS_DRAG_SOURCE, QStringList{"800", "100"} + files);
        QTRY_VERIFY_WITH_TIMEOUT(source.bytesAvailable() > 0, Patience);
        movePointer({860, 160});
        point({"mousedown", "1"});
        movePointer({870, 170});
        const QPoint place = goal.mapToGlobal(goal.rect().center());
        // The other program moves on with the drag when it hears of the pointer: again and again until it has come here.
        for (int turn = 0; turn < 200 && (m_entered == 0 || m_moved < 3); ++turn) {
            movePointer(place + QPoint(turn % 5, 0));
            QTest::qWait(50);
        }
        QVERIFY(m_entered > 0 && m_moved >= 3); // the other program has heard that it may be dropped
        point({"mouseup", "1"});
        QTRY_VERIFY_WITH_TIMEOUT(m_dropped > 0, Patience);
        source.terminate();
        QVERIFY(source.waitForFinished());
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        m_entered += event->type() == QEvent::DragEnter;
        m_moved += event->type() == QEvent::DragMove;
        m_dropped += event->type() == QEvent::Drop;
        return QObject::eventFilter(watched, event);
    }

private:
    static constexpr int Patience = 60'000; // ms
    static void point(const QStringList& what) { QCOMPARE(QProcess::execute("xdotool", what), 0); }
    static void movePointer(const QPoint& place) {
        point({"mousemove", QString::number(place.x()), QString::number(place.y())});
    }

    int m_entered = 0, m_moved = 0, m_dropped = 0; ///< over the goal
};

} // namespace hourglass::test
