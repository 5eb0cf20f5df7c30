// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/Convert.h"
#include "tests/support/TestMain.h"

using namespace hourglass;
using namespace hourglass::ui;

class ConvertTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void textsKeepTheirLetters();
    void greyPictures();
    void colourPicturesWithOddRows();
    void anEmptyPictureIsNull();
};

void ConvertTest::textsKeepTheirLetters() {
    const std::string text = "β = 3 – naïve";
    QCOMPARE(toQString(text).size(), 13);
    QCOMPARE(toStdString(toQString(text)), text);
}

void ConvertTest::greyPictures() {
    const Image image{3, 2, 1, {0, 128, 255, 1, 2, 3}}; // rows of 3 bytes, which QImage would pad to 4
    const QImage converted = toQImage(image);
    QCOMPARE(converted.size(), QSize(3, 2));
    QCOMPARE(converted.pixelColor(1, 0), QColor(128, 128, 128));
    QCOMPARE(converted.pixelColor(2, 1), QColor(3, 3, 3));
}

void ConvertTest::colourPicturesWithOddRows() {
    QImage converted;
    {
        const Image image{1, 2, 3, {255, 0, 0, 0, 0, 255}};
        converted = toQImage(image);
    }
    QCOMPARE(converted.pixelColor(0, 0), QColor(Qt::red)); // a copy: the original is gone
    QCOMPARE(converted.pixelColor(0, 1), QColor(Qt::blue));
}

void ConvertTest::anEmptyPictureIsNull() {
    QVERIFY(toQImage(Image()).isNull());
}

HOURGLASS_TEST(ConvertTest)
#include "ConvertTest.moc"
