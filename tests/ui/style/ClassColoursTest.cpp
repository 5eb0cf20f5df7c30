// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/ClassColours.h"
#include "tests/support/TestMain.h"
#include "tests/ui/style/Sight.h"
#include "ui/style/Theme.h"

#include <QApplication>
#include <QImage>
#include <QPainter>

#include <set>
#include <utility>

using namespace hourglass::ui;
using hourglass::test::contrast;
using hourglass::test::deuteranopia;
using hourglass::test::distance;
using hourglass::test::Matrix;
using hourglass::test::normalSight;
using hourglass::test::protanopia;

namespace {

constexpr int classes = 10;

} // namespace

class ClassColoursTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void coloursStayApart_data() {
        QTest::addColumn<ThemeChoice>("choice");
        QTest::newRow("light") << ThemeChoice::Light;
        QTest::newRow("dark") << ThemeChoice::Dark;
    }

    void coloursStayApart() {
        QFETCH(ThemeChoice, choice);
        applyTheme(*qApp, choice);
        const QPalette palette = QApplication::palette();
        for (int i = 0; i < classes; ++i) {
            const QColor colour = classColour(i, palette);
            QVERIFY2(contrast(colour, palette.color(QPalette::Base)) >= 3, qPrintable(colour.name()));
            for (int j = 0; j < i; ++j) {
                const QColor other = classColour(j, palette);
                const double least = markerShape(i) == markerShape(j) ? 0.15 : 0.07;
                for (const Matrix& sight : {normalSight, protanopia, deuteranopia}) {
                    QVERIFY2(distance(colour, other, sight) >= least, qPrintable(QStringLiteral("%1 %2: %3")
                                                                                     .arg(colour.name(), other.name())
                                                                                     .arg(distance(colour, other, sight))));
                }
            }
        }
    }

    void shapeTellsWhatTheColourCannot() {
        const QPalette palette = QApplication::palette();
        std::set<std::pair<QRgb, MarkerShape>> seen;
        for (int i = 0; i < 50; ++i)
            seen.insert({classColour(i, palette).rgb(), markerShape(i)});
        QCOMPARE(seen.size(), std::size_t(50));
    }

    void everyShapeIsDrawn() {
        std::set<QByteArray> pictures;
        for (int i = 0; i < 5; ++i) {
            QImage image(24, 24, QImage::Format_RGB32);
            image.fill(Qt::white);
            QPainter painter(&image);
            painter.setBrush(Qt::black);
            paintMarker(painter, markerShape(i), {12, 12}, 6);
            QCOMPARE(image.pixelColor(12, 12), QColor(Qt::black));
            pictures.insert(QByteArray(reinterpret_cast<const char*>(image.bits()), image.sizeInBytes()));
        }
        QCOMPARE(pictures.size(), std::size_t(5));
    }
};

HOURGLASS_TEST(ClassColoursTest)
#include "ClassColoursTest.moc"
