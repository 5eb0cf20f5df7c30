// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Photograph.h"
#include "tests/engine/data/Files.h"
#include "tests/engine/imaging/Pictures.h"
#include "tests/engine/imaging/PngParts.h"
#include "tests/support/Python.h"
#include "tests/support/TestMain.h"

#include <QColorSpace>
#include <QImage>
#include <QImageReader>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

using namespace hourglass;
using namespace hourglass::test;

namespace {

QByteArray littleEndian(quint32 number, int count = 4) {
    QByteArray digits;
    for (int i = 0; i < count; ++i)
        digits += char(number >> 8 * i);
    return digits;
}

QByteArray entry(quint32 tag, quint32 type, quint32 count, quint32 value) {
    return littleEndian(tag, 2) + littleEndian(type, 2) + littleEndian(count) + littleEndian(value);
}

/// Maker "Box", the orientation, and in a directory of its own the picture's width.
QByteArray exif(quint32 orientation) {
    return QByteArray("II*\0\x08\0\0\0", 8) + littleEndian(3, 2) + entry(0x010f, 2, 4, 0x00786f42) +
           entry(0x0112, 3, 1, orientation) + entry(0x8769, 4, 1, 50) + littleEndian(0) + littleEndian(1, 2) +
           entry(0xa002, 4, 1, 12345) + littleEndian(0);
}

/// Qt's own, of several hundred bytes.
std::string rgbProfile() {
    return QColorSpace(QColorSpace::AdobeRgb).iccProfile().toStdString();
}

std::string greyProfile() {
    std::string profile = rgbProfile();
    return profile.replace(16, 4, "GRAY");
}

const char* kXmp = "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
                   "<rdf:Description rdf:about='' xmlns:xmp='http://ns.adobe.com/xap/1.0/' xmp:Label='Harbour' "
                   "xmlns:tiff='http://ns.adobe.com/tiff/1.0/' tiff:Orientation='6'/></rdf:RDF></x:xmpmeta>";

/// A block of EXIF put into a file without.
QByteArray withExif(const QByteArray& file, const QByteArray& block) {
    if (file.startsWith("\x89PNG"))
        return file.first(33) + pngChunk("eXIf", block) + file.mid(33);
    const QByteArray content = "Exif" + QByteArray(2, '\0') + block; // JPEG
    return file.first(2) + "\xff\xe1" + char((content.size() + 2) >> 8) + char(content.size() + 2) + content + file.mid(2);
}

} // namespace

class MetadataTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString path(const QString& name) const { return m_folder.filePath(name); }
    QByteArray bytes(const QString& name) const {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void save(const Photograph& photograph, const QString& name) const {
        savePhotograph(photograph, path(name).toStdString(), {.replaces = true});
    }
    Photograph load(const QString& name) const { return loadPhotograph(path(name).toStdString()); }

    /// 20 × 10, the left half white.
    static Photograph half(int channels = 3) {
        Photograph result;
        result.colour = Planes(20, 10, channels);
        for (int channel = 0; channel < channels; ++channel)
            for (int y = 0; y < 10; ++y)
                std::fill_n(result.colour.row(channel, y), 10, 1.0f);
        return result;
    }

    static void formats() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"a.png", "a.jpg", "a.tif", "a.webp"})
            QTest::newRow(name) << name;
    }

private Q_SLOTS:
    void everythingGoesAlong_data() { formats(); }
    void everythingGoesAlong() {
        QFETCH(QString, name);
        save(half(), "plain.png");
        write(path("in.png"), withExif(bytes("plain.png"), exif(1)));
        Photograph photograph = load("in.png");
        QVERIFY(QByteArray::fromStdString(photograph.metadata.exif).contains("Box"));
        photograph.metadata.iccProfile = rgbProfile();
        photograph.metadata.xmp = kXmp;
        photograph.metadata.comment = "from the pier";
        photograph.metadata.iptc = std::string("\x1c\x02\x69\0\x04Pier", 9); // a headline
        save(photograph, name);
        const Photograph back = load(name);
        QVERIFY(back.metadata.iccProfile == rgbProfile());
        QVERIFY(QByteArray::fromStdString(back.metadata.exif).contains("Box"));
        QVERIFY(back.metadata.exif.find("\x39\x30") == std::string::npos); // 12345, which the width was
        QVERIFY(QByteArray::fromStdString(back.metadata.xmp).contains("Harbour"));
        QVERIFY(!QByteArray::fromStdString(back.metadata.xmp).contains("Orientation"));
        const bool hasAll = name == "a.png" || name == "a.jpg";
        QCOMPARE(back.metadata.comment, hasAll ? "from the pier" : "");
        if (name != "a.webp")
            QVERIFY(QByteArray::fromStdString(back.metadata.iptc).contains("Pier"));
        QVERIFY(largestDifference(back.colour, photograph.colour) < 0.1);
        save(back, "again-" + name); // nothing is lost from file to file
        QVERIFY(load("again-" + name).metadata == back.metadata);
    }

    void othersSeeThem_data() { formats(); }
    void othersSeeThem() {
        QFETCH(QString, name);
        QProcess python;
        python.start(debiansPython, {"-c", "import PIL"});
        QVERIFY(python.waitForFinished(-1));
        if (python.exitCode() != 0)
            QSKIP("python3 lacks Pillow, so that nobody else reads the files: app/setup installs python3-pil.");
        for (const bool hasAlpha : {false, true}) {
            if (hasAlpha && name == "a.jpg")
                continue;
            save(half(), "plain.png");
            write(path("in.png"), withExif(bytes("plain.png"), exif(6)));
            Photograph photograph = load("in.png");
            photograph.metadata.iccProfile = rgbProfile();
            if (hasAlpha)
                photograph.alpha = Planes(10, 20, 1, 0.2f);
            savePhotograph(photograph, path(name).toStdString(), {.quality = 100, .replaces = true});
            python.setProcessChannelMode(QProcess::ForwardedErrorChannel);
            python.start(debiansPython, {HOURGLASS_TEST_DATA "/engine/imaging/pillow_peer.py", path(name)});
            QVERIFY(python.waitForFinished(-1));
            QCOMPARE(python.exitCode(), 0);
            const QJsonObject theirs = QJsonDocument::fromJson(python.readAllStandardOutput()).object();
            QCOMPARE(theirs["mode"].toString(), hasAlpha ? "RGBA" : "RGB");
            QCOMPARE(theirs["size"].toArray(), QJsonArray({10, 20}));
            QVERIFY(QByteArray::fromBase64(theirs["profile"].toString().toLatin1()).toStdString() == rgbProfile());
            QCOMPARE(theirs["make"].toString(), "Box");
            QCOMPARE(theirs["orientation"].toInt(), 1);
            const QByteArray pixels = QByteArray::fromBase64(theirs["pixels"].toString().toLatin1());
            QCOMPARE(pixels.size(), hasAlpha ? 800 : 600);
            QVERIFY(uchar(pixels.front()) > 250); // white at the top
            QVERIFY(uchar(pixels[pixels.size() - 4]) < 5);
            if (hasAlpha)
                QCOMPARE(int(pixels[3]), 51);
        }
    }

    void profilesForOtherChannelsStayBehind() {
        for (const int channels : {1, 3}) {
            Photograph photograph = half(channels);
            photograph.metadata.iccProfile = channels == 1 ? rgbProfile() : greyProfile();
            save(photograph, "a.png");
            QVERIFY(load("a.png").metadata.iccProfile.empty());
        }
        Photograph grey = half(1);
        grey.metadata.iccProfile = greyProfile();
        save(grey, "a.png");
        QVERIFY(load("a.png").metadata.iccProfile == greyProfile());
    }

    void bmpTakesNothing() {
        Photograph photograph = half();
        photograph.metadata.iccProfile = rgbProfile();
        photograph.metadata.exif = exif(1).toStdString();
        save(photograph, "a.bmp");
        QVERIFY(load("a.bmp").metadata == PhotographMetadata{});
    }

    // Where the white half comes to lie in the upright picture.
    void picturesAreTurnedUpright_data() {
        QTest::addColumn<int>("orientation");
        QTest::addColumn<QString>("side");
        const char* sides[] = {"left", "right", "right", "left", "top", "top", "bottom", "bottom"};
        for (int i = 0; i < 8; ++i)
            QTest::addRow("%d", i + 1) << i + 1 << QString(sides[i]);
    }
    void picturesAreTurnedUpright() {
        QFETCH(int, orientation);
        QFETCH(QString, side);
        Photograph stored = half();
        stored.colour.row(0, 0)[0] = 0; // a corner that tells mirrored from turned; lost in JPEG
        for (const QString name : {"a.png", "a.jpg"}) {
            save(stored, name);
            write(path(name), withExif(bytes(name), exif(quint32(orientation))));
            const Photograph upright = load(name);
            const bool isTall = orientation >= 5;
            QCOMPARE(upright.colour.width, isTall ? 10 : 20);
            QCOMPARE(upright.colour.height, isTall ? 20 : 10);
            const auto white = [&](int x, int y) { return upright.colour.row(1, y)[x] > 0.8f; };
            QCOMPARE(white(5, 5), side == "left" || side == "top");
            QCOMPARE(white(isTall ? 5 : 15, isTall ? 15 : 5), side == "right" || side == "bottom");
            // Qt turns by the same number.
            QImageReader reader(path(name));
            reader.setAutoTransform(true);
            const QImage theirs = reader.read();
            if (name == "a.jpg") { // it does not look into a PNG for it
                for (int y = 0; y < upright.colour.height; ++y)
                    for (int x = 0; x < upright.colour.width; ++x)
                        QVERIFY(std::abs(theirs.pixelColor(x, y).redF() - upright.colour.row(0, y)[x]) < 0.1);
            }
            // And not once more when the saved one is read.
            save(upright, name);
            QVERIFY(largestDifference(load(name).colour, upright.colour) < 0.1);
            QVERIFY(QByteArray::fromStdString(load(name).metadata.exif).contains("Box"));
            QImageReader again(path(name));
            QCOMPARE(int(again.transformation()), int(QImageIOHandler::TransformationNone));
        }
    }

    void alphaIsTurnedToo() {
        Photograph stored = half();
        stored.alpha = randomPicture(20, 10, 1);
        save(stored, "a.png");
        const Photograph before = load("a.png");
        write(path("a.png"), withExif(bytes("a.png"), exif(6)));
        const Photograph upright = load("a.png");
        QCOMPARE(upright.alpha.width, 10);
        for (int y = 0; y < 20; ++y)
            for (int x = 0; x < 10; ++x)
                QCOMPARE(upright.alpha.row(0, y)[x], before.alpha.row(0, 9 - x)[y]);
    }

    // The picture is what counts.
    void damagedMetadataStayBehind() {
        save(half(), "a.jpg");
        const QByteArray block = exif(6), whole = withExif(bytes("a.jpg"), block);
        for (qsizetype place = whole.indexOf(block), end = place + block.size(); place < end; ++place) {
            QByteArray spoilt = whole;
            spoilt[place] = char(0xff);
            write(path("a.jpg"), spoilt);
            const Photograph photograph = load("a.jpg");
            QVERIFY(photograph.colour.area() == 200);
            save(photograph, "b.jpg");
            QCOMPARE(load("b.jpg").colour.width, photograph.colour.width);
        }
    }

    void metadataThatDoNotFitAreSaid() {
        Photograph photograph = half();
        photograph.metadata.comment = std::string(70'000, 'x'); // a JPEG's block has 65,533
        VERIFY_ERROR(savePhotograph(photograph, path("long.jpg").toStdString()), path("long.jpg"), "metadata");
        QVERIFY(!QFile::exists(path("long.jpg")));
    }
};

HOURGLASS_TEST(MetadataTest)
#include "MetadataTest.moc"
