// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/DragFromOutside.h"
#include "tests/ui/pictures/PicturesFixture.h"
#include "ui/pictures/CompareView.h"
#include "ui/pictures/PictureShelf.h"
#include "ui/pictures/PicturesWorkspace.h"
#include "ui/session/TrainingController.h"

#include <QSignalSpy>

using namespace hourglass;
using namespace hourglass::ui;

/// Photographs from another program, wrong files among them.
class PicturesDropTest : public test::PicturesFixture {
    Q_OBJECT

private Q_SLOTS:
    void filesOfAnotherProgramAreDropped() {
        if (!test::DragFromOutside::isPossible())
            QSKIP(test::DragFromOutside::WhyNot);
        TrainingController controller;
        PicturesWorkspace workspace(controller);
        QSignalSpy failed(&workspace, &PicturesWorkspace::failed);
        workspace.setGeometry(0, 0, 700, 640);
        workspace.show();
        QVERIFY(QTest::qWaitForWindowExposed(&workspace));
        test::DragFromOutside().drop({pictureFile("a.png"), textFile("notes.png"), modelFile(), pictureFile("b.png")},
                                     workspace);
        QTRY_COMPARE_WITH_TIMEOUT(workspace.shelf().count(), 3, Patience);
        QTRY_VERIFY_WITH_TIMEOUT(!workspace.isBusy() && !workspace.view().isEmpty(), Patience);
        QVERIFY2(workspace.view().accessibleDescription().contains("This model"),
                 qPrintable(workspace.view().accessibleDescription()));
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, Patience);
        QVERIFY(failed.first()[0].toString().contains("notes.png"));
    }
};

HOURGLASS_TEST(PicturesDropTest)
#include "PicturesDropTest.moc"
