// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/ClassColours.h"
#include "tests/support/TestMain.h"
#include "tests/ui/style/Contrast.h"
#include "ui/style/Theme.h"

#include <QApplication>
#include <QImage>
#include <QPainter>

#include <set>
#include <utility>

using namespace hourglass::ui;
using hourglass::test::contrast;
using hourglass::test::linearLight;
using Light = std::array<double, 3>;
using Matrix = std::array<Light, 3>;

namespace {

constexpr int classes = 10;

// Machado, Oliveira & Fernandes 2009, severity 1.
constexpr Matrix normal{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
constexpr Matrix protanopia{
    {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}};
constexpr Matrix deuteranopia{
    {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};

Light times(const Matrix& matrix, const Light& light) {
    Light result{};
    for (int row = 0; row < 3; ++row) {
        for (int column = 0; column < 3; ++column)
            result[row] += matrix[row][column] * light[column];
    }
    return result;
}

/// Ottosson 2020: equal distances look equally large; black to white is 1.
Light oklab(const Light& light) {
    constexpr Matrix toCones{{{0.4122214708, 0.5363325363, 0.0514459929},
                              {0.2119034982, 0.6806995451, 0.1073969566},
                              {0.0883024619, 0.2817188376, 0.6299787005}}};
    constexpr Matrix toLab{{{0.2104542553, 0.7936177850, -0.0040720468},
                            {1.9779984951, -2.4285922050, 0.4505937099},
                            {0.0259040371, 0.7827717662, -0.8086757660}}};
    Light cones = times(toCones, light);
    for (double& cone : cones)
        cone = std::cbrt(cone);
    return times(toLab, cones);
}

double distance(const QColor& one, const QColor& other, const Matrix& sight) {
    const Light a = oklab(times(sight, linearLight(one)));
    const Light b = oklab(times(sight, linearLight(other)));
    return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

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
                for (const Matrix& sight : {normal, protanopia, deuteranopia}) {
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
