// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/DragFromOutside.h"
#include "tests/ui/explore/ExploreFixture.h"
#include "ui/explore/InterpolationPanel.h"
#include "ui/explore/SampleWell.h"
#include "ui/explore/WalkStops.h"

using namespace hourglass;
using namespace hourglass::ui;

/// A picture file from another program becomes the end of a walk.
class DropFromOutsideTest : public test::ExploreFixture {
    Q_OBJECT

private Q_SLOTS:
    void aFileOfAnotherProgramIsDropped() {
        if (!test::DragFromOutside::isPossible())
            QSKIP(test::DragFromOutside::WhyNot);
        auto* panel = new InterpolationPanel(*m_exploration);
        m_widget.reset(panel);
        panel->setGeometry(0, 0, 640, 560);
        panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(panel));
        open();
        SampleWell& well = panel->well(0);
        QVERIFY(well.sample() >= 0);
        test::DragFromOutside().drop({pictureFile("grey.png", 200)}, well);
        QTRY_COMPARE_WITH_TIMEOUT(well.sample(), -1, Patience);
        QTRY_VERIFY_WITH_TIMEOUT(!panel->stops().stop(0).code.empty(), Patience);
        QVERIFY2(well.accessibleDescription().contains("grey"), qPrintable(well.accessibleDescription()));
        QCOMPARE(panel->stops().stop(0).picture.pixelColor(10, 10).lightness(), 200);
    }
};

HOURGLASS_TEST(DropFromOutsideTest)
#include "DropFromOutsideTest.moc"
