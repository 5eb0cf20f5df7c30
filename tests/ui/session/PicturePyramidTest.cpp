// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/PicturePyramid.h"
#include "tests/support/TestMain.h"
#include "ui/session/Convert.h"

#include <QPainter>

#include <cmath>
#include <limits>

using namespace hourglass;
using namespace hourglass::ui;

class PicturePyramidTest : public QObject {
    Q_OBJECT

    /// A square for each pixel of a picture, in two colours.
    static QImage chequered(const QSize& size) {
        QImage picture(size, QImage::Format_RGB32);
        for (int y = 0; y < size.height(); ++y)
            for (int x = 0; x < size.width(); ++x)
                picture.setPixel(x, y, (x + y) % 2 == 0 ? qRgb(255, 255, 255) : qRgb(0, 0, 0));
        return picture;
    }
    static QImage painted(const PicturePyramid& pyramid, const QSize& canvas, const QRectF& whole) {
        QImage image(canvas, QImage::Format_RGB32);
        image.fill(Qt::red);
        QPainter painter(&image);
        pyramid.paint(painter, whole);
        return image;
    }

private Q_SLOTS:
    void nothingIsPaintedOfNone() {
        QVERIFY(PicturePyramid().isNull());
        QVERIFY(PicturePyramid(QImage()).isNull());
        QCOMPARE(painted({}, {10, 10}, {0, 0, 10, 10}).pixelColor(5, 5), QColor(Qt::red));
    }

    void atItsSizeItIsTheSamePixelForPixel() {
        const QImage picture = chequered({90, 40});
        QCOMPARE(painted(PicturePyramid(picture), {90, 40}, {0, 0, 90, 40}), picture);
    }

    void enlargedPixelsAreSquares() {
        const QImage shown = painted(PicturePyramid(chequered({20, 20})), {160, 160}, {0, 0, 160, 160});
        for (const int x : {1, 4, 6})
            QCOMPARE(shown.pixelColor(x, 3), QColor(Qt::white));
        for (const int x : {9, 12, 14})
            QCOMPARE(shown.pixelColor(x, 3), QColor(Qt::black));
    }

    /// The mean of what it stands for, and no moiré.
    void smallItIsTheMean() {
        const QImage shown = painted(PicturePyramid(chequered({2000, 1200})), {200, 120}, {0, 0, 200, 120});
        for (const QPoint place : {QPoint(20, 20), QPoint(100, 60), QPoint(177, 93)})
            QVERIFY(std::abs(shown.pixelColor(place).red() - 128) < 12);
    }

    /// As if the whole had been painted, and then been cut.
    void aPartIsPaintedInItsPlace() {
        QImage picture(300, 200, QImage::Format_RGB32);
        for (int y = 0; y < 200; ++y)
            for (int x = 0; x < 300; ++x)
                picture.setPixel(x, y, qRgb(x / 2, y, 77));
        const PicturePyramid pyramid(picture);
        const QImage all = painted(pyramid, {1200, 800}, {0, 0, 1200, 800});
        const QImage part = painted(pyramid, {100, 100}, {-500, -300, 1200, 800});
        for (const QPoint place : {QPoint(2, 2), QPoint(50, 50), QPoint(97, 30)})
            QCOMPARE(part.pixelColor(place), all.pixelColor(place + QPoint(500, 300)));
    }

    void valuesAreClippedAndRounded() {
        Planes picture(5, 1, 1);
        picture.values = {-1, 0.5F, 2, 0.1F, std::numeric_limits<float>::quiet_NaN()};
        const PicturePyramid pyramid(picture);
        const int expected[] = {0, 128, 255, 26, 0};
        for (int x = 0; x < 5; ++x)
            QCOMPARE(pyramid.picture().pixelColor(x, 0).red(), expected[x]);
    }

    void planesComeBackAsTheyWere() {
        Planes picture(7, 3, 3);
        for (std::size_t i = 0; i < picture.values.size(); ++i)
            picture.values[i] = float(i % 256) / 255;
        QCOMPARE(toPlanes(toQImage(picture)), picture);
        QVERIFY(toPlanes(QImage()).empty());
        QVERIFY(toQImage(Planes()).isNull());
    }
};

HOURGLASS_TEST(PicturePyramidTest)
#include "PicturePyramidTest.moc"
