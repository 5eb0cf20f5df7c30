// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/explore/ExploreFixture.h"
#include "ui/explore/InterpolationPanel.h"
#include "ui/explore/SampleWell.h"
#include "ui/explore/WalkStops.h"

#include <QProcess>
#include <QStandardPaths>

using namespace hourglass;
using namespace hourglass::ui;

/// A file that another program drags into the window: through the X server, by a pointer that xdotool moves.
class DropFromOutsideTest : public test::ExploreFixture {
    Q_OBJECT

    int m_entered = 0, m_moved = 0; ///< of the drag, over the well

    static void point(const QStringList& what) { QCOMPARE(QProcess::execute("xdotool", what), 0); }
    static void movePointer(const QPoint& place) {
        point({"mousemove", QString::number(place.x()), QString::number(place.y())});
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        m_entered += event->type() == QEvent::DragEnter;
        m_moved += event->type() == QEvent::DragMove;
        return ExploreFixture::eventFilter(watched, event);
    }

private Q_SLOTS:
    void aFileOfAnotherProgramIsDropped() {
        if (QGuiApplication::platformName() != "xcb" || QStandardPaths::findExecutable("xdotool").isEmpty())
            QSKIP("This needs an X server (ctest runs it with xvfb-run, where that is installed) and xdotool.");
        auto* panel = new InterpolationPanel(*m_exploration);
        m_widget.reset(panel);
        panel->setGeometry(0, 0, 640, 560);
        panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(panel));
        open();
        SampleWell& well = panel->well(0);
        well.installEventFilter(this);
        QVERIFY(well.sample() >= 0);

        QProcess source;
        source.start(HOURGLASS_DRAG_SOURCE, {pictureFile("grey.png", 200), "800", "100"});
        QTRY_VERIFY_WITH_TIMEOUT(source.bytesAvailable() > 0, Patience);
        movePointer({860, 160});
        point({"mousedown", "1"});
        movePointer({870, 170});
        const QPoint goal = well.mapToGlobal(well.rect().center());
        // The other program moves on with the drag when it hears of the pointer: again and again until it has come here.
        for (int turn = 0; turn < 200 && (m_entered == 0 || m_moved < 3); ++turn) {
            movePointer(goal + QPoint(turn % 5, 0));
            QTest::qWait(50);
        }
        QVERIFY(m_entered > 0 && m_moved >= 3); // the other program has heard that it may be dropped
        point({"mouseup", "1"});
        QTRY_COMPARE_WITH_TIMEOUT(well.sample(), -1, Patience);
        QTRY_VERIFY_WITH_TIMEOUT(!panel->stops().stop(0).code.empty(), Patience);
        QVERIFY2(well.accessibleDescription().contains("grey"), qPrintable(well.accessibleDescription()));
        QCOMPARE(panel->stops().stop(0).picture.pixelColor(10, 10).lightness(), 200);
        source.terminate();
        QVERIFY(source.waitForFinished());
    }
};

HOURGLASS_TEST(DropFromOutsideTest)
#include "DropFromOutsideTest.moc"
