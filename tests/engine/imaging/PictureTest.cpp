// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/imaging/Picture.h"
#include "tests/engine/data/Files.h"
#include "tests/support/TestMain.h"

#include <QBuffer>
#include <QImage>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <cmath>

using namespace hourglass;
using namespace hourglass::test;

using Bytes = std::vector<std::uint8_t>;

namespace {

/// 8 × 6: red and green grow to the right and downwards.
QImage gradient() {
    QImage image(8, 6, QImage::Format_RGB32);
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            image.setPixelColor(x, y, QColor(30 * x, 40 * y, 90));
    return image;
}

QByteArray encoded(const QImage& image, const char* format) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    if (!buffer.open(QIODevice::WriteOnly) || !image.save(&buffer, format, 100))
        qFatal("Qt cannot write %s", format);
    return bytes;
}

/// An EXIF block with nothing but the orientation, put behind the JPEG's first marker.
QByteArray withOrientation(const QByteArray& jpeg, char orientation) {
    const QByteArray tiff =
        QByteArray("MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0", 19) + orientation + QByteArray(6, '\0');
    const QByteArray content = QByteArray("Exif\0\0", 6) + tiff;
    return jpeg.first(2) + "\xff\xe1" + char(0) + char(content.size() + 2) + content + jpeg.mid(2);
}

} // namespace

class PictureTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::string file(const QByteArray& bytes, const char* name = "picture") { return write(m_folder.filePath(name), bytes); }

private Q_SLOTS:
    void losslessFormats_data() {
        QTest::addColumn<QByteArray>("bytes");
        for (const char* format : {"PNG", "BMP", "PPM"})
            QTest::newRow(format) << encoded(gradient(), format);
    }

    void losslessFormats() {
        QFETCH(QByteArray, bytes);
        const std::string path = file(bytes);
        QVERIFY(isPicture(path));
        QCOMPARE(pictureSize(path).width, 8);
        QCOMPARE(pictureSize(path).height, 6);
        const Image image = loadPicture(path, true);
        QCOMPARE(image.width, 8);
        QCOMPARE(image.height, 6);
        QCOMPARE(image.channels, 3);
        for (int y = 0; y < 6; ++y)
            for (int x = 0; x < 8; ++x) {
                const auto* pixel = &image.pixels[std::size_t(3 * (8 * y + x))];
                QCOMPARE(QColor(pixel[0], pixel[1], pixel[2]), QColor(30 * x, 40 * y, 90));
            }
        QCOMPARE(loadPicture(path, false).channels, 1);
    }

    void headersOfOtherFormats_data() {
        QTest::addColumn<QByteArray>("bytes");
        // Written by hand after the formats' specifications, each 8 × 6.
        QTest::newRow("JPEG") << encoded(gradient(), "JPG");
        QTest::newRow("old BMP") << QByteArray("BM\0\0\0\0\0\0\0\0\0\0\0\0\x0c\0\0\0\x08\0\x06\0", 22);
        QTest::newRow("BMP from the top") << QByteArray("BM\0\0\0\0\0\0\0\0\0\0\0\0\x28\0\0\0\x08\0\0\0\xfa\xff\xff\xff",
                                                        26);
        QTest::newRow("TIFF, little endian") << QByteArray("II*\0\x08\0\0\0\x02\0\0\x01\x03\0\x01\0\0\0\x08\0\0\0"
                                                           "\x01\x01\x04\0\x01\0\0\0\x06\0\0\0",
                                                           34);
        QTest::newRow("TIFF, big endian") << QByteArray("MM\0*\0\0\0\x08\0\x02\x01\0\0\x03\0\0\0\x01\0\x08\0\0"
                                                        "\x01\x01\0\x04\0\0\0\x01\0\0\0\x06",
                                                        34);
        QTest::newRow("WebP, lossy") << QByteArray("RIFF....WEBPVP8 ....\0\0\0\x9d\x01\x2a\x08\0\x06\0", 30);
        QTest::newRow("WebP, lossless") << QByteArray("RIFF....WEBPVP8L....\x2f\x07\x40\x01\0", 25);
        QTest::newRow("WebP, extended") << QByteArray("RIFF....WEBPVP8X....\0\0\0\0\x07\0\0\x05\0\0", 30);
        QTest::newRow("PNM with comments") << QByteArray("P6 # wide\n8 #high\n\t6\n255\n");
        QTest::newRow("PAM") << QByteArray("P7\nWIDTH 8\nHEIGHT 6\nDEPTH 3\nMAXVAL 255\nENDHDR\n");
        const QByteArray codestream("\xff\x4f\xff\x51\0\x2f\0\0\0\0\0\x0b\0\0\0\x08\0\0\0\x03\0\0\0\x02", 24);
        QTest::newRow("JPEG 2000 codestream") << codestream;
        QTest::newRow("JPEG 2000") << QByteArray("\0\0\0\x0cjP  \r\n\x87\n\0\0\0\x08"
                                                 "free\0\0\0\0jp2c",
                                                 28) +
                                          codestream;
    }

    void headersOfOtherFormats() {
        QFETCH(QByteArray, bytes);
        const PictureSize size = pictureSize(file(bytes));
        QCOMPARE(size.width, 8);
        QCOMPARE(size.height, 6);
    }

    void orientationIsHonoured() {
        QImage wide(32, 16, QImage::Format_RGB32);
        wide.fill(Qt::black);
        for (int y = 0; y < 16; ++y)
            for (int x = 0; x < 16; ++x)
                wide.setPixelColor(x, y, Qt::white);
        const QByteArray jpeg = encoded(wide, "JPG");
        QCOMPARE(loadPicture(file(withOrientation(jpeg, 1)), false).width, 32);
        // 6: the stored left side is the top, so the white half stands above the black one.
        const Image upright = loadPicture(file(withOrientation(jpeg, 6)), false);
        QCOMPARE(upright.width, 16);
        QCOMPARE(upright.height, 32);
        QVERIFY(upright.pixels[8 + 16 * 4] > 200);
        QVERIFY(upright.pixels[8 + 16 * 28] < 50);
    }

    void hugePicturesAreRefusedBeforeDecoding() {
        QByteArray png = encoded(gradient(), "PNG");
        png.replace(16, 8, bigEndian(30000) + bigEndian(30000));
        VERIFY_ERROR(loadPicture(file(png, "huge.png"), true), m_folder.filePath("huge.png"), "30000 × 30000",
                     "100 megapixels");
        png.replace(16, 8, bigEndian(0xffffffff) + bigEndian(0xffffffff));
        VERIFY_ERROR(loadPicture(file(png, "huge.png"), true), "huge.png", "100 megapixels");
    }

    // The decoder would take the first ones, and with them gigabytes.
    void sizesThatStandTwiceAreDamage() {
        const QByteArray tiff("II*\0\x08\0\0\0\x03\0\0\x01\x03\0\x01\0\0\0\x30\x75\0\0"
                              "\x01\x01\x03\0\x01\0\0\0\x30\x75\0\0\0\x01\x03\0\x01\0\0\0\x08\0\0\0",
                              46);
        VERIFY_ERROR(pictureSize(file(tiff, "twice")), m_folder.filePath("twice"), "damaged");
    }

    // The decoder goes by the sizes behind the return.
    void commentsEndAtAReturnToo() {
        VERIFY_ERROR(loadPicture(file("P5 #x\r30000 30000 255\n8 6 255\n", "return"), true), "30000 × 30000");
    }

    // One look at a time, a header of some gigabytes would take minutes.
    void endlessHeadersAreDamage_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("comment") << "P6\n#" + QByteArray(200'000, 'x') + "\n8 6\n255\n";
        QTest::newRow("fill bytes") << "\xff\xd8\xff\xe0" + QByteArray("\0\2", 2) + QByteArray(200'000, '\xff');
        QTest::newRow("boxes") << QByteArray("\0\0\0\x0cjP  \r\n\x87\n", 12) + QByteArray("\0\0\0\x08"
                                                                                          "free",
                                                                                          8)
                                                                                   .repeated(200'000);
    }
    void endlessHeadersAreDamage() {
        QFETCH(QByteArray, bytes);
        VERIFY_ERROR(pictureSize(file(bytes, "endless")), m_folder.filePath("endless"), "damaged");
    }

    // OpenCV would hand them to decoders that go by sizes of their own.
    void formatsThatHideBehindAnotherHeaderAreRefused_data() {
        QTest::addColumn<QByteArray>("start");
        QTest::newRow("JPEG 2000") << QByteArray("\xff\x4f\xff\x51\0\x2f\0\0\0\0\0\x0b\0\0\0\x08\0\0\0\x03\0\0\0\x02", 24);
        QTest::newRow("WebP") << QByteArray("RIFF....WEBPVP8L....\x2f\x07\x40\x01\0", 25);
        QTest::newRow("PNG") << encoded(gradient(), "PNG").first(33);
    }
    void formatsThatHideBehindAnotherHeaderAreRefused() {
        QFETCH(QByteArray, start);
        const auto hiding = [&](qsizetype place, const char* name) {
            return file(start + QByteArray(place - start.size(), '\0') + name + QByteArray(100, '\0'), "hiding");
        };
        VERIFY_ERROR(loadPicture(hiding(128, "DICM"), true), m_folder.filePath("hiding"), "DICOM", "Convert");
        VERIFY_ERROR(loadPicture(hiding(140, "DTED"), true), m_folder.filePath("hiding"), "DTED", "Convert");
        VERIFY_ERROR(loadPicture(file(start.leftJustified(128, '\0') + "DICM", "hiding"), true), "DICOM"); // and no more
        const QString message = errorOf([&] { loadPicture(hiding(127, "DICM"), true); });
        QVERIFY2(!message.contains("DICOM"), qPrintable(message));
    }

    // Whether a JPEG is cut off shows at its end.
    void filesWithoutEndAreRefused() {
        const std::string path = file(encoded(gradient(), "JPG").chopped(2), "endless.jpg");
        QVERIFY(QFile::resize(QString::fromStdString(path), (qint64(1) << 30) + 1)); // holes, which take no room
        VERIFY_ERROR(loadPicture(path, true), m_folder.filePath("endless.jpg"), "larger than 1 GiB");
    }

    void filesThatAreNoPictures() {
        const std::string text = file("just text", "text");
        QVERIFY(!isPicture(text));
        VERIFY_ERROR(loadPicture(text, true), m_folder.filePath("text"), "not a picture", "PNG");
        VERIFY_ERROR(isPicture(file("just text", "a.JPG")), m_folder.filePath("a.JPG"), "damaged");
        VERIFY_ERROR(loadPicture(m_folder.path().toStdString(), true), m_folder.path());
        VERIFY_ERROR(loadPicture("/no/such.png", true), "/no/such.png", "No such file");
    }

    void everyTruncationIsAnErrorOrComplete_data() {
        QTest::addColumn<QByteArray>("bytes");
        for (const char* format : {"PNG", "JPG", "BMP", "PPM"})
            QTest::newRow(format) << encoded(gradient(), format);
    }

    void everyTruncationIsAnErrorOrComplete() {
        QFETCH(QByteArray, bytes);
        for (qsizetype length = 0; length < bytes.size(); ++length) {
            const std::string path = file(bytes.first(length));
            const QString message = errorOf([&] { loadPicture(path, true); });
            // The last bytes of a PNG (an end marker and a checksum) carry no pixel.
            if (length < bytes.size() - 16)
                QVERIFY2(message.contains(QString::fromStdString(path)), qPrintable(QString::number(length)));
        }
    }

    void damageNeverEscapesAsAnythingElse() {
        QRandomGenerator random(1);
        for (const char* format : {"PNG", "JPG", "BMP", "PPM"})
            for (int round = 0; round < 100; ++round) {
                QByteArray damaged = encoded(gradient(), format);
                for (int i = 0; i < 3; ++i)
                    damaged[random.bounded(int(damaged.size()))] = char(random.bounded(256));
                errorOf([&] { loadPicture(file(damaged), true); });
            }
        for (const char* start : {"II*\0", "MM\0*", "P7\n.", "\xff\xd8\xff\xe0", "BM..", "RIFF"})
            for (int round = 0; round < 50; ++round) {
                QByteArray noise(start, 4);
                for (int i = 0; i < 60; ++i)
                    noise += char(random.bounded(256));
                errorOf([&] { loadPicture(file(noise), true); });
            }
    }

    void shrinkingIsTheAreaAverage() {
        const Image image{4, 2, 1, {0, 10, 100, 120, 20, 30, 140, 160}};
        QCOMPARE(fitted(image, 2, 1, Fit::Resize), (Image{2, 1, 1, {15, 130}}));
        QCOMPARE(fitted(image, 4, 2, Fit::Resize), image);
    }

    void enlargingKeepsAFlatPictureFlat() {
        QCOMPARE(fitted({2, 2, 1, Bytes(4, 77)}, 5, 3, Fit::Resize), (Image{5, 3, 1, Bytes(15, 77)}));
    }

    void croppingCutsTheMiddleOut() {
        const Image image{6, 2, 1, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}};
        QCOMPARE(fitted(image, 2, 2, Fit::Crop), (Image{2, 2, 1, {3, 4, 9, 10}}));
        const Image tall{1, 4, 3, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}};
        QCOMPARE(fitted(tall, 1, 2, Fit::Crop), (Image{1, 2, 3, {4, 5, 6, 7, 8, 9}}));
    }

    void paddingIsBlack() {
        const Image image{2, 1, 1, {8, 9}};
        QCOMPARE(fitted(image, 2, 3, Fit::Pad), (Image{2, 3, 1, {0, 0, 8, 9, 0, 0}}));
    }

    void impossibleSizes() {
        VERIFY_ERROR(fitted({2, 1, 1, {8, 9}}, 0, 3, Fit::Resize), "0 × 3");
        VERIFY_ERROR(fitted({}, 2, 3, Fit::Resize), "2 × 3");
    }

    void psnrByHand() {
        const Image image{2, 2, 1, {0, 100, 200, 255}};
        Image other = image;
        QVERIFY(std::isinf(psnr(image, other)));
        other.pixels[1] = 110; // mean square 100 / 4 = 25: 10 · log10(65025 / 25)
        QVERIFY(std::abs(psnr(image, other) - 34.1514) < 1e-4);
        VERIFY_ERROR(psnr(image, (Image{4, 1, 1, {0, 100, 200, 255}})), "same size");
    }
};

HOURGLASS_TEST(PictureTest)
#include "PictureTest.moc"
