// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Photograph.h"
#include "tests/engine/data/Files.h"
#include "tests/support/TestMain.h"

#include <QTemporaryDir>

#include <tiffio.h>

#include <cmath>
#include <functional>

using namespace hourglass;
using namespace hourglass::test;

namespace {

using Set = std::function<void(TIFF*)>;

/// 4 × 2 grey pixels 0, 10, ..., 70 in bytes, unless `set` says otherwise.
void page(TIFF* file, const Set& set) {
    TIFFSetField(file, TIFFTAG_IMAGEWIDTH, 4);
    TIFFSetField(file, TIFFTAG_IMAGELENGTH, 2);
    TIFFSetField(file, TIFFTAG_BITSPERSAMPLE, 8);
    TIFFSetField(file, TIFFTAG_SAMPLESPERPIXEL, 1);
    TIFFSetField(file, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISBLACK);
    TIFFSetField(file, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
    TIFFSetField(file, TIFFTAG_ROWSPERSTRIP, 2);
    if (set)
        set(file);
    std::vector<std::uint8_t> row(std::size_t(TIFFScanlineSize(file)));
    std::uint16_t planes = 1, planar = 0;
    TIFFGetField(file, TIFFTAG_PLANARCONFIG, &planar);
    if (planar == PLANARCONFIG_SEPARATE)
        TIFFGetField(file, TIFFTAG_SAMPLESPERPIXEL, &planes);
    for (std::uint16_t plane = 0; plane < planes; ++plane)
        for (std::uint32_t y = 0; y < 2; ++y) {
            for (std::size_t i = 0; i < row.size(); ++i)
                row[i] = std::uint8_t(10 * (row.size() * y + i) + 100 * plane);
            if (TIFFWriteScanline(file, row.data(), y, plane) < 0)
                qFatal("libtiff cannot write");
        }
}

Set tag(std::uint32_t name, int value) {
    return [=](TIFF* file) { TIFFSetField(file, name, value); };
}

Set all(std::vector<Set> sets) {
    return [sets](TIFF* file) {
        for (const Set& set : sets)
            set(file);
    };
}

Set alpha(std::uint16_t kind) {
    return [kind](TIFF* file) { TIFFSetField(file, TIFFTAG_EXTRASAMPLES, 1, &kind); };
}

std::vector<float> bytes(std::vector<float> values) {
    for (float& value : values)
        value /= 255;
    return values;
}

bool areClose(const std::vector<float>& first, const std::vector<float>& second) {
    return std::equal(first.begin(), first.end(), second.begin(), second.end(),
                      [](float a, float b) { return std::abs(a - b) < 1e-6f; });
}

} // namespace

class TiffFileTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::string tiff(const std::vector<Set>& pages) {
        const std::string path = m_folder.filePath("a.tif").toStdString();
        TIFF* file = TIFFOpen(path.c_str(), "w");
        for (const Set& each : pages) {
            page(file, each);
            TIFFWriteDirectory(file);
        }
        TIFFClose(file);
        return path;
    }

private Q_SLOTS:
    void greyOfBothSenses() {
        QVERIFY(areClose(loadPhotograph(tiff({{}})).colour.values, bytes({0, 10, 20, 30, 40, 50, 60, 70})));
        QVERIFY(areClose(loadPhotograph(tiff({tag(TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISWHITE)})).colour.values,
                         bytes({255, 245, 235, 225, 215, 205, 195, 185})));
    }

    void planesOneAfterTheOther() {
        const Photograph photograph =
            loadPhotograph(tiff({all({tag(TIFFTAG_SAMPLESPERPIXEL, 3), tag(TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_RGB),
                                      tag(TIFFTAG_PLANARCONFIG, PLANARCONFIG_SEPARATE)})}));
        QCOMPARE(photograph.colour.channels, 3);
        QVERIFY(areClose(photograph.colour.values, bytes({0,   10,  20,  30,  40,  50,  60,  70,  100, 110, 120, 130,
                                                          140, 150, 160, 170, 200, 210, 220, 230, 240, 250, 4,   14})));
    }

    // (0, 10), (20, 30), ..., (140, 150).
    void multipliedAlphaIsDividedOut() {
        const Photograph plain =
            loadPhotograph(tiff({all({tag(TIFFTAG_SAMPLESPERPIXEL, 2), alpha(EXTRASAMPLE_UNASSALPHA)})}));
        QVERIFY(areClose(plain.colour.values, bytes({0, 20, 40, 60, 80, 100, 120, 140})));
        QVERIFY(areClose(plain.alpha.values, bytes({10, 30, 50, 70, 90, 110, 130, 150})));
        const Photograph divided =
            loadPhotograph(tiff({all({tag(TIFFTAG_SAMPLESPERPIXEL, 2), alpha(EXTRASAMPLE_ASSOCALPHA)})}));
        QVERIFY(divided.alpha == plain.alpha);
        for (std::size_t i = 0; i < 8; ++i)
            QVERIFY(std::abs(divided.colour.values[i] - plain.colour.values[i] / plain.alpha.values[i]) < 1e-6f);
    }

    void tilesAndSixteenBits() {
        const std::string path = m_folder.filePath("tiles.tif").toStdString();
        TIFF* file = TIFFOpen(path.c_str(), "w");
        const std::pair<std::uint32_t, int> tags[] = {
            {TIFFTAG_IMAGEWIDTH, 40},    {TIFFTAG_IMAGELENGTH, 20},
            {TIFFTAG_BITSPERSAMPLE, 16}, {TIFFTAG_SAMPLESPERPIXEL, 1},
            {TIFFTAG_TILEWIDTH, 16},     {TIFFTAG_TILELENGTH, 16},
            {TIFFTAG_ORIENTATION, 6},    {TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISBLACK},
        };
        for (const auto& [name, value] : tags)
            TIFFSetField(file, name, value);
        for (std::uint32_t top : {0, 16})
            for (std::uint32_t left : {0, 16, 32}) {
                std::vector<std::uint16_t> tile(256);
                for (std::uint32_t i = 0; i < 256; ++i)
                    tile[i] = std::uint16_t(1000 * (top + i / 16) + left + i % 16);
                TIFFWriteTile(file, tile.data(), left, top, 0, 0);
            }
        TIFFClose(file);
        const Photograph photograph = loadPhotograph(path);
        QCOMPARE(photograph.bitDepth, 16);
        QCOMPARE(photograph.colour.width, 20); // turned to the right, once
        QCOMPARE(photograph.colour.height, 40);
        for (int y = 0; y < 40; ++y)
            for (int x = 0; x < 20; ++x)
                QCOMPARE(photograph.colour.row(0, y)[x], float(1000 * (19 - x) + y) / 65535.0f);
        savePhotograph(photograph, m_folder.filePath("back.tif").toStdString());
        QVERIFY(loadPhotograph(m_folder.filePath("back.tif").toStdString()).colour == photograph.colour);
    }

    void palettesBecomeColours() {
        std::vector<std::uint16_t> red(256), green(256), blue(256);
        for (std::uint16_t i = 0; i < 256; ++i) {
            red[i] = std::uint16_t(257 * i);
            green[i] = std::uint16_t(257 * (255 - i));
        }
        const Photograph photograph =
            loadPhotograph(tiff({all({tag(TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_PALETTE), [&](TIFF* file) {
                                          TIFFSetField(file, TIFFTAG_COLORMAP, red.data(), green.data(), blue.data());
                                      }})}));
        QCOMPARE(photograph.colour.channels, 3);
        for (std::size_t i = 0; i < 8; ++i) {
            QCOMPARE(photograph.colour.plane(0)[i], float(10 * i) / 255.0f);
            QCOMPARE(photograph.colour.plane(1)[i], float(255 - 10 * i) / 255.0f);
            QCOMPARE(photograph.colour.plane(2)[i], 0.0f);
        }
    }

    void bitsBecomeBlackAndWhite() {
        // A byte a row: 0 and 10, which is 00001010; four bits of each count.
        const Photograph photograph = loadPhotograph(tiff({tag(TIFFTAG_BITSPERSAMPLE, 1)}));
        QCOMPARE(photograph.colour.channels, 1);
        QCOMPARE(photograph.colour.values, std::vector<float>(8, 0.0f));
        QVERIFY(areClose(loadPhotograph(tiff({tag(TIFFTAG_BITSPERSAMPLE, 4)})).colour.values,
                         bytes({0, 0, 0, 170, 17, 68, 17, 238}))); // 0x00 0x0a, 0x14 0x1e
    }

    void whatIsNotRestoredIsRefused_data() {
        QTest::addColumn<int>("what");
        QTest::addColumn<QString>("word");
        QTest::newRow("ink") << 0 << "CMYK";
        QTest::newRow("floating point") << 1 << "16 bits";
        QTest::newRow("signed") << 2 << "whole numbers";
        QTest::newRow("too many values") << 3 << "5 values";
        QTest::newRow("pages") << 4 << "several pages";
        QTest::newRow("palette and alpha") << 5 << "rare";
    }
    void whatIsNotRestoredIsRefused() {
        QFETCH(int, what);
        QFETCH(QString, word);
        std::vector<std::uint16_t> none(256);
        const Set rgb = tag(TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_RGB);
        const std::vector<std::vector<Set>> files = {
            {all({tag(TIFFTAG_SAMPLESPERPIXEL, 4), tag(TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_SEPARATED)})},
            {all({tag(TIFFTAG_BITSPERSAMPLE, 32), tag(TIFFTAG_SAMPLEFORMAT, SAMPLEFORMAT_IEEEFP)})},
            {tag(TIFFTAG_SAMPLEFORMAT, SAMPLEFORMAT_INT)},
            {all({tag(TIFFTAG_SAMPLESPERPIXEL, 5), rgb})},
            {{}, {}},
            {all({tag(TIFFTAG_SAMPLESPERPIXEL, 2), tag(TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_PALETTE),
                  alpha(EXTRASAMPLE_UNASSALPHA),
                  [&](TIFF* file) { TIFFSetField(file, TIFFTAG_COLORMAP, none.data(), none.data(), none.data()); }})},
        };
        VERIFY_ERROR(loadPhotograph(tiff(files[std::size_t(what)])), m_folder.filePath("a.tif"), word);
    }

    void aSmallCopyIsNoPage() {
        const Photograph photograph =
            loadPhotograph(tiff({tag(TIFFTAG_SUBFILETYPE, 0), tag(TIFFTAG_SUBFILETYPE, FILETYPE_REDUCEDIMAGE)}));
        QCOMPARE(photograph.colour.width, 4);
    }
};

HOURGLASS_TEST(TiffFileTest)
#include "TiffFileTest.moc"
