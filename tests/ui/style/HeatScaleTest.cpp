// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/HeatScale.h"
#include "tests/support/TestMain.h"
#include "tests/ui/style/Sight.h"

#include <QImage>

using namespace hourglass::ui;
using hourglass::test::deuteranopia;
using hourglass::test::distance;
using hourglass::test::normalSight;
using hourglass::test::oklab;
using hourglass::test::protanopia;

class HeatScaleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void equalStepsLookEqual() {
        constexpr int steps = 32;
        double sum = 0, least = 1, most = 0;
        for (int i = 0; i < steps; ++i) {
            const double step = distance(heatColour(double(i) / steps), heatColour(double(i + 1) / steps));
            sum += step;
            least = std::min(least, step);
            most = std::max(most, step);
        }
        const double mean = sum / steps;
        QVERIFY2(least > 0.85 * mean && most < 1.15 * mean,
                 qPrintable(QStringLiteral("%1 %2 %3").arg(least).arg(mean).arg(most)));
    }

    /// In the same order for everyone, and in grey.
    void moreIsBrighter() {
        for (const auto& sight : {normalSight, protanopia, deuteranopia})
            for (int i = 0; i < 64; ++i)
                QVERIFY(oklab(heatColour((i + 1) / 64.0), sight)[0] > oklab(heatColour(i / 64.0), sight)[0]);
        QVERIFY(oklab(heatColour(0))[0] < 0.12);
        QVERIFY(oklab(heatColour(1))[0] > 0.93);
    }

    void whatLiesOutsideIsAtTheEnds() {
        QCOMPARE(heatColour(-3), heatColour(0));
        QCOMPARE(heatColour(7), heatColour(1));
    }

    void picturesAreMapped() {
        QImage grey(3, 1, QImage::Format_Grayscale8);
        for (const auto& [x, value] : {std::pair(0, 0), {1, 51}, {2, 255}})
            grey.scanLine(0)[x] = uchar(value);
        const QImage map = heatMap(grey);
        QCOMPARE(map.size(), grey.size());
        QCOMPARE(map.pixel(0, 0), heatColour(0));
        QCOMPARE(map.pixel(1, 0), heatColour(0.2));
        QCOMPARE(map.pixel(2, 0), heatColour(1));
        QImage coloured(1, 1, QImage::Format_RGB888);
        coloured.fill(QColor(0, 51, 102)); // by the mean of its channels, not by how bright it looks
        QCOMPARE(heatMap(coloured).pixel(0, 0), heatColour(0.2));
        QVERIFY(heatMap({}).isNull());
    }

    void theLegendHasBothEnds() {
        const QImage bar = heatBar();
        QCOMPARE(bar.pixel(0, 0), heatColour(0));
        QCOMPARE(bar.pixel(bar.width() - 1, 0), heatColour(1));
    }
};

HOURGLASS_TEST(HeatScaleTest)
#include "HeatScaleTest.moc"
