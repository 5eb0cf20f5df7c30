// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/AxisWindow.h"
#include "tests/support/TestMain.h"

using hourglass::ui::AxisWindow;

class AxisWindowTest : public QObject {
    Q_OBJECT

    static AxisWindow hundred() {
        AxisWindow window(10);
        window.setWhole(0, 100);
        return window;
    }

private Q_SLOTS:
    void theWholeGrows() {
        AxisWindow window = hundred();
        QVERIFY(window.isWhole());
        window.setWhole(0, 200);
        QCOMPARE(window.upper(), 200.0);
    }

    void aWindowStaysWhileTheWholeGrows() {
        AxisWindow window = hundred();
        window.show(20, 40);
        window.setWhole(0, 200);
        QCOMPARE(window.lower(), 20.0);
        QCOMPARE(window.upper(), 40.0);
        window.setWhole(0, 30); // a shorter one
        QCOMPARE(window.lower(), 10.0);
        QCOMPARE(window.upper(), 30.0);
        window.setWhole(0, 15);
        QVERIFY(window.isWhole());
    }

    void zoomingKeepsThePlaceUnderThePointer() {
        AxisWindow window = hundred();
        window.zoom(0.5, 80);
        QCOMPARE(window.lower(), 40.0);
        QCOMPARE(window.upper(), 90.0);
        window.zoom(2, 80);
        QVERIFY(window.isWhole());
    }

    void asFarOutAsInIsTheWhole() {
        for (const double factor : {0.7, 0.8})
            for (double about = 1; about < 100; about += 7) {
                AxisWindow window = hundred();
                for (int step = 0; step < 3; ++step)
                    window.zoom(factor, about);
                for (int step = 0; step < 3; ++step)
                    window.zoom(1 / factor, about);
                QVERIFY2(window.isWhole(), qPrintable(QString("%1 at %2").arg(factor).arg(about)));
            }
    }

    void noCloserThanTheLeast() {
        AxisWindow window = hundred();
        window.zoom(0.001, 50);
        QCOMPARE(window.span(), 10.0);
        window.show(3, 3);
        QCOMPARE(window.lower(), 0.0);
        QCOMPARE(window.upper(), 10.0);
    }

    void panningEndsAtTheEnds() {
        AxisWindow window = hundred();
        window.pan(1); // there is nowhere to go
        QVERIFY(window.isWhole());
        window.show(20, 40);
        window.pan(0.5);
        QCOMPARE(window.lower(), 30.0);
        window.pan(100);
        QCOMPARE(window.upper(), 100.0);
        QCOMPARE(window.span(), 20.0);
        window.pan(-100);
        QCOMPARE(window.lower(), 0.0);
        window.showAll();
        QVERIFY(window.isWhole());
    }
};

HOURGLASS_TEST(AxisWindowTest)
#include "AxisWindowTest.moc"
