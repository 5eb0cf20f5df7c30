// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/PictureView.h"
#include "tests/support/TestMain.h"

#include <QPainter>

#include <cstdlib>

using namespace hourglass::ui;

namespace {

QImage picture(const QSize& size, const QColor& colour) {
    QImage image(size, QImage::Format_RGB888);
    image.fill(colour);
    return image;
}

/// Two pixels, red and blue.
QImage twoPixels() {
    QImage image = picture({2, 1}, Qt::red);
    image.setPixelColor(1, 0, Qt::blue);
    return image;
}

} // namespace

class PictureViewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPictureIsAsLargeAsTheSpaceAllows() {
        PictureView view;
        view.resize(200, 120);
        QVERIFY(view.pictureRect().isEmpty());
        view.setPicture(picture({28, 28}, Qt::red));
        QCOMPARE(view.pictureRect().size(), QSize(120, 120));
        QVERIFY(std::abs(view.pictureRect().center().x() - 100) <= 1);
        view.setPicture(picture({40, 10}, Qt::red));
        QCOMPARE(view.pictureRect().size(), QSize(200, 50));
        view.resize(400, 40);
        QCOMPARE(view.pictureRect().size(), QSize(160, 40));
        const QImage grab = view.grab().toImage();
        QCOMPARE(grab.pixelColor(200, 20), QColor(Qt::red));
        QVERIFY(grab.pixelColor(20, 20) != QColor(Qt::red));
    }

    void aNewPictureTakesThePlaceOfTheOld() {
        PictureView view;
        view.resize(100, 100);
        view.setPicture(picture({28, 28}, Qt::red));
        QCOMPARE(view.grab().toImage().pixelColor(50, 50), QColor(Qt::red));
        view.setPicture(picture({28, 28}, Qt::blue));
        QCOMPARE(view.grab().toImage().pixelColor(50, 50), QColor(Qt::blue));
        QCOMPARE(view.picture().size(), QSize(28, 28));
    }

    void withoutOneTheTextStandsThere() {
        PictureView view;
        view.resize(200, 100);
        const QImage nothing = view.grab().toImage();
        view.setEmptyText("Nothing yet");
        const QImage text = view.grab().toImage();
        QVERIFY(text != nothing);
        view.setPicture(picture({28, 28}, Qt::red));
        view.setPicture({});
        QCOMPARE(view.grab().toImage(), text);
        QVERIFY(view.pictureRect().isEmpty());
    }

    void smallPicturesKeepTheirPixels() {
        const QImage large = scaledPicture({200, 100}, twoPixels());
        QCOMPARE(large.size(), QSize(200, 100));
        for (const int x : {0, 50, 99})
            QCOMPARE(large.pixelColor(x, 50), QColor(Qt::red));
        for (const int x : {100, 150, 199})
            QCOMPARE(large.pixelColor(x, 50), QColor(Qt::blue));
    }

    void largeOnesAreSmoothed() {
        const QImage once = scaledPicture({100, 50}, twoPixels());
        const QImage twice = scaledPicture({300, 150}, once); // its edge is now some pixels wide
        bool isMixed = false;
        for (int x = 0; x < twice.width(); ++x)
            isMixed = isMixed || (twice.pixelColor(x, 75) != QColor(Qt::red) && twice.pixelColor(x, 75) != QColor(Qt::blue));
        QVERIFY(isMixed);
    }

    void itIsExported() {
        PictureView view;
        view.setPicture(picture({20, 10}, Qt::red));
        QCOMPARE(view.pictureSize().width(), 2 * view.pictureSize().height());
        QImage image(view.pictureSize(), QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        view.paintPicture(painter);
        painter.end();
        QCOMPARE(image.pixelColor(2, 2), QColor(Qt::red));
        QCOMPARE(image.pixelColor(image.width() - 3, image.height() - 3), QColor(Qt::red));
        view.setPicture({});
        QPainter again(&image);
        view.paintPicture(again); // which there is nothing of
    }
};

HOURGLASS_TEST(PictureViewTest)
#include "PictureViewTest.moc"
