// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/train/ProbeControls.h"
#include "tests/support/TestMain.h"
#include "ui/style/Theme.h"
#include "ui/widgets/NumberBox.h"

#include <QApplication>
#include <QCheckBox>
#include <QPushButton>

using namespace hourglass;
using namespace hourglass::ui;

class ProbeControlsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }

    void nothingIsCut_data() {
        QTest::addColumn<int>("width");
        QTest::newRow("one row") << 640;
        QTest::newRow("in a window of 1024×700") << 420;
        QTest::newRow("three rows") << 240;
    }

    void nothingIsCut() {
        QFETCH(int, width);
        ProbeControls controls;
        controls.setLabels(9000, 10);
        controls.resize(width, controls.heightForWidth(width));
        controls.show();
        QCoreApplication::processEvents();
        int seen = 0;
        for (const auto* control : controls.findChildren<QWidget*>()) {
            if (!qobject_cast<const QAbstractButton*>(control) && !qobject_cast<const NumberBox*>(control))
                continue;
            ++seen;
            const char* name = control->metaObject()->className();
            QVERIFY2(control->width() >= control->sizeHint().width(), name);
            QVERIFY2(controls.rect().contains(QRect(control->mapTo(&controls, QPoint()), control->size())), name);
        }
        QCOMPARE(seen, 4);
    }
};

HOURGLASS_TEST(ProbeControlsTest)
#include "ProbeControlsTest.moc"
