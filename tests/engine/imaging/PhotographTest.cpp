// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Photograph.h"
#include "engine/imaging/Picture.h"
#include "tests/engine/data/Files.h"
#include "tests/engine/imaging/Pictures.h"
#include "tests/engine/imaging/PngParts.h"
#include "tests/support/TestMain.h"

#include <QImage>
#include <QTemporaryDir>

#include <array>

using namespace hourglass;
using namespace hourglass::test;

namespace {

/// Of values that 8 or 16 bits hold exactly.
Photograph photograph(int width, int height, int channels, bool hasAlpha, int bits) {
    const auto rounded = [&](Planes planes, float least) {
        const float white = bits == 8 ? 255 : 65535;
        for (float& value : planes.values)
            value = std::round(std::clamp(value, least, 1.0f) * white) / white;
        return planes;
    };
    Photograph result;
    result.colour = rounded(texturedPicture(width, height, channels), 0);
    result.bitDepth = bits;
    if (hasAlpha) // WebP leaves no colours where nothing is to be seen
        result.alpha = rounded(randomPicture(width, height, 1), 0.1f);
    return result;
}

Planes plane(const Planes& planes, int channel) {
    Planes result(planes.width, planes.height, 1);
    std::copy_n(planes.plane(channel), planes.area(), result.values.data());
    return result;
}

} // namespace

class PhotographTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::string path(const QString& name) { return m_folder.filePath(name).toStdString(); }
    QByteArray saved(const Photograph& picture, const QString& name, int quality = 95) {
        savePhotograph(picture, path(name), {.quality = quality, .replaces = true});
        return contents(name);
    }
    QByteArray contents(const QString& name) {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    std::string file(const QByteArray& bytes, const QString& name) { return write(m_folder.filePath(name), bytes); }

private Q_SLOTS:
    void whatIsSavedComesBack_data() {
        QTest::addColumn<QString>("extension");
        QTest::addColumn<int>("channels");
        QTest::addColumn<bool>("hasAlpha");
        QTest::addColumn<int>("bits");
        for (const char* extension : {"png", "tif", "TIFF", "webp", "bmp"})
            for (const int channels : {1, 3})
                for (const bool hasAlpha : {false, true})
                    for (const int bits : {8, 16})
                        if (!hasAlpha || qstrcmp(extension, "bmp") != 0)
                            QTest::addRow("%s, %d channels, %s, %d bits", extension, channels, hasAlpha ? "alpha" : "opaque",
                                          bits)
                                << QString(extension) << channels << hasAlpha << bits;
    }
    void whatIsSavedComesBack() {
        QFETCH(QString, extension);
        QFETCH(int, channels);
        QFETCH(bool, hasAlpha);
        QFETCH(int, bits);
        const bool isTiff = extension.startsWith("tif", Qt::CaseInsensitive), isWebp = extension == "webp";
        const int keptBits = isTiff || extension == "png" ? bits : 8;
        const int keptChannels = isTiff || (!isWebp && !hasAlpha) ? channels : 3;
        for (const QSize size : {QSize(67, 45), QSize(1, 1), QSize(1, 9)}) {
            const Photograph picture = photograph(size.width(), size.height(), channels, hasAlpha, bits);
            saved(picture, "a." + extension, 100);
            const Photograph back = loadPhotograph(path("a." + extension));
            QCOMPARE(back.bitDepth, keptBits);
            QVERIFY(back.metadata == PhotographMetadata{});
            const double within = keptBits == bits ? 1e-6 : 0.51 / 255;
            QCOMPARE(back.colour.channels, keptChannels);
            for (int channel = 0; channel < keptChannels; ++channel)
                QVERIFY(largestDifference(plane(back.colour, channel),
                                          plane(picture.colour, std::min(channel, channels - 1))) < within);
            QCOMPARE(back.alpha.empty(), !hasAlpha);
            QVERIFY(largestDifference(back.alpha, picture.alpha) < within);
        }
    }

    // OpenCV makes colours of it.
    void pngOfGreyWithAlphaStaysGrey() {
        const QByteArray rows("\0\x10\x01\x80\x02\xff\xff\x40\x04", 9); // two pixels of 16 bits
        const Photograph grey = loadPhotograph(file(pngFile(pngHeader(2, 1, 16, 4), rows), "grey.png"));
        QCOMPARE(grey.bitDepth, 16);
        QCOMPARE(grey.colour.channels, 1);
        QCOMPARE(grey.colour.values, std::vector<float>({0x1001 / 65535.0f, 1}));
        QCOMPARE(grey.alpha.values, std::vector<float>({0x8002 / 65535.0f, 0x4004 / 65535.0f}));
    }

    void jpegLosesLittle() {
        for (const int channels : {1, 3}) {
            const Photograph picture{smoothPicture(67, 45, channels), {}, 16, {}};
            saved(picture, "a.jpeg", 95);
            const Photograph back = loadPhotograph(path("a.jpeg"));
            QCOMPARE(back.bitDepth, 8);
            QCOMPARE(back.colour.channels, channels);
            QVERIFY2(largestDifference(back.colour, picture.colour) < 0.06,
                     qPrintable(QString::number(largestDifference(back.colour, picture.colour))));
            QVERIFY(saved(picture, "b.jpg", 30).size() < saved(picture, "a.jpg").size());
            QVERIFY(saved(picture, "b.webp", 30).size() < saved(picture, "a.webp").size());
        }
    }

    // Qt reads with libraries of its own.
    void othersReadWhatIsWritten_data() {
        QTest::addColumn<QString>("extension");
        QTest::newRow("PNG") << "png";
        QTest::newRow("BMP") << "bmp";
        QTest::newRow("JPEG") << "jpg";
    }
    void othersReadWhatIsWritten() {
        QFETCH(QString, extension);
        for (const int channels : {1, 3})
            for (const bool hasAlpha : {false, true})
                for (const int bits : {8, 16}) {
                    if (hasAlpha && extension != "png")
                        continue;
                    const Photograph picture = photograph(31, 22, channels, hasAlpha, bits);
                    saved(picture, "a." + extension, 100);
                    const QImage image(m_folder.filePath("a." + extension));
                    QCOMPARE(image.size(), QSize(31, 22));
                    const double within = extension == "jpg" ? 0.1 : extension == "png" ? 1e-4 : 0.51 / 255;
                    for (int y = 0; y < 22; ++y)
                        for (int x = 0; x < 31; ++x) {
                            const QRgba64 pixel = image.pixelColor(x, y).rgba64();
                            const std::array theirs = {pixel.red(), pixel.green(), pixel.blue()};
                            for (int channel = 0; channel < 3; ++channel)
                                QVERIFY(std::abs(theirs[std::size_t(channel)] / 65535.0 -
                                                 picture.colour.row(std::min(channel, channels - 1), y)[x]) <= within);
                            QVERIFY(std::abs(pixel.alpha() / 65535.0 - (hasAlpha ? picture.alpha.row(0, y)[x] : 1)) <=
                                    within);
                        }
                }
    }

    // OpenCV's own readers; what was opaque has no alpha that could be multiplied.
    void openCvReadsWhatIsWritten() {
        const Photograph picture = photograph(31, 22, 3, false, 8);
        for (const char* name : {"a.tif", "a.webp"}) {
            saved(picture, name, 100);
            const Image image = loadPicture(path(name), true);
            for (std::size_t i = 0; i < picture.colour.area(); ++i)
                for (int channel = 0; channel < 3; ++channel)
                    QCOMPARE(float(image.pixels[3 * i + std::size_t(channel)]) / 255.0f, picture.colour.plane(channel)[i]);
        }
    }

    void valuesOutsideAreClipped() {
        Photograph picture{Planes(3, 1, 1), {}, 16, {}};
        picture.colour.values = {-0.5f, 1.5f, std::nanf("")};
        saved(picture, "a.png");
        QCOMPARE(loadPhotograph(path("a.png")).colour.values, std::vector<float>({0, 1, 0}));
    }

    void bombsAreRefusedBeforeDecoding_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("PNG") << pngHeader(30000, 30000) + pngChunk("IDAT", "x");
        QTest::newRow("JPEG") << QByteArray("\xff\xd8\xff\xc0\0\x11\x08\x75\x30\x75\x30\x03", 12) + QByteArray(20, '\0');
        QTest::newRow("TIFF") << QByteArray("II*\0\x08\0\0\0\x02\0\0\x01\x03\0\x01\0\0\0\x30\x75\0\0"
                                            "\x01\x01\x03\0\x01\0\0\0\x30\x75\0\0\0\0\0\0",
                                            38);
        QTest::newRow("BMP") << QByteArray("BM\0\0\0\0\0\0\0\0\0\0\0\0\x28\0\0\0\x30\x75\0\0\x30\x75\0\0", 26) +
                                    QByteArray(40, '\0');
        QTest::newRow("WebP") << QByteArray("RIFF....WEBPVP8X....\0\0\0\0\x2f\x75\0\x2f\x75\0", 30);
    }
    void bombsAreRefusedBeforeDecoding() {
        QFETCH(QByteArray, bytes);
        VERIFY_ERROR(loadPhotograph(file(bytes, "bomb")), m_folder.filePath("bomb"), "30000 × 30000", "50 megapixels");
    }

    void whatIsNotOnePictureIsRefused_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("word");
        QTest::newRow("animated PNG") << pngHeader(8, 6) + pngChunk("acTL", QByteArray(8, '\0')) + pngChunk("IDAT", "x")
                                      << "animated";
        QTest::newRow("animated WebP") << QByteArray("RIFF....WEBPVP8X....\x02\0\0\0\x07\0\0\x05\0\0", 30) << "animated";
        QTest::newRow("CMYK JPEG") << QByteArray("\xff\xd8\xff\xc0\0\x14\x08\0\x06\0\x08\x04", 12) + QByteArray(20, '\0')
                                   << "CMYK";
        QTest::newRow("transparent grey") << pngHeader(8, 6, 8, 0) + pngChunk("tRNS", QByteArray(2, '\0')) +
                                                 pngChunk("IDAT", "x")
                                          << "alpha channel";
        QTest::newRow("no width") << pngHeader(0, 6) + pngChunk("IDAT", "x") << "damaged";
        QTest::newRow("chunks without end") << pngHeader(8, 6) + pngChunk("tEXt", "x") << "damaged";
        QTest::newRow("PNM") << QByteArray("P5 8 6 255\n") + QByteArray(48, 'x') << "PNG (.png), JPEG (.jpg, .jpeg), TIFF";
        QTest::newRow("text") << QByteArray("just text") << "not a picture";
    }
    void whatIsNotOnePictureIsRefused() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, word);
        VERIFY_ERROR(loadPhotograph(file(bytes, "wrong")), m_folder.filePath("wrong"), word);
    }

    void whatIsMissingIsSaid() {
        VERIFY_ERROR(loadPhotograph("/no/such.png"), "/no/such.png", "No such file");
        VERIFY_ERROR(loadPhotograph(m_folder.path().toStdString()), m_folder.path());
    }

    void everyTruncationIsAnErrorOrComplete_data() {
        QTest::addColumn<QString>("extension");
        for (const char* extension : {"png", "jpg", "tif", "webp", "bmp"})
            QTest::newRow(extension) << extension;
    }
    void everyTruncationIsAnErrorOrComplete() {
        QFETCH(QString, extension);
        const QByteArray bytes = saved(photograph(9, 7, 3, false, 8), "a." + extension, 100);
        const Photograph whole = loadPhotograph(path("a." + extension));
        for (qsizetype length = 0; length < bytes.size(); ++length) {
            const std::string cut = file(bytes.first(length), "cut");
            Photograph back;
            const QString message = errorOf([&] { back = loadPhotograph(cut); });
            QVERIFY2(message.contains(m_folder.filePath("cut")) || back == whole, qPrintable(QString::number(length)));
        }
    }

    void nothingIsReplacedUnasked() {
        const Photograph picture = photograph(8, 6, 3, false, 8);
        const std::string kept = file("kept", "kept.png");
        VERIFY_ERROR(savePhotograph(picture, kept), m_folder.filePath("kept.png"), "another name");
        QCOMPARE(contents("kept.png"), QByteArray("kept"));
        savePhotograph(picture, kept, {.replaces = true});
        QVERIFY(largestDifference(loadPhotograph(kept).colour, picture.colour) < 1e-6);
        QCOMPARE(QDir(m_folder.path()).entryList({"kept*"}), QStringList("kept.png")); // and nothing half written beside it
    }

    void whatCannotBeSavedIsRefusedAndLeavesTheFileAlone() {
        const Photograph opaque = photograph(8, 6, 3, false, 8), clear = photograph(8, 6, 3, true, 8);
        const std::string kept = file("kept", "kept.jpg");
        const auto replaced = [&](const Photograph& picture, const std::string& path, int quality = 95) {
            return errorOf([&] { savePhotograph(picture, path, {.quality = quality, .replaces = true}); });
        };
        for (const QString& message : {replaced(clear, kept), replaced(opaque, kept, 0), replaced({}, kept),
                                       replaced({Planes(66'000, 1, 1), {}, 8, {}}, kept)})
            QVERIFY2(message.contains(m_folder.filePath("kept.jpg")), qPrintable(message));
        QCOMPARE(contents("kept.jpg"), QByteArray("kept"));
        VERIFY_ERROR(savePhotograph(clear, path("new.jpg")), m_folder.filePath("new.jpg"), "transparency", "PNG");
        VERIFY_ERROR(savePhotograph(clear, path("new.bmp")), m_folder.filePath("new.bmp"), "transparency", "PNG");
        VERIFY_ERROR(savePhotograph(opaque, path("new.jpg"), {.quality = 0}), "quality");
        VERIFY_ERROR(savePhotograph({}, path("new.png")), m_folder.filePath("new.png"), "no whole photograph");
        VERIFY_ERROR(savePhotograph({Planes(66'000, 1, 1), {}, 8, {}}, path("new.jpg")), "new.jpg", "65,500");
        VERIFY_ERROR(savePhotograph({Planes(17'000, 1, 1), {}, 8, {}}, path("new.webp")), "new.webp", "16,383");
        VERIFY_ERROR(savePhotograph(opaque, path("new.gif")), m_folder.filePath("new.gif"), ".png");
        VERIFY_ERROR(savePhotograph(opaque, path("no/such/new.png")), m_folder.filePath("no/such/new.png"));
        QCOMPARE(QDir(m_folder.path()).entryList({"new*"}), QStringList());
    }
};

HOURGLASS_TEST(PhotographTest)
#include "PhotographTest.moc"
