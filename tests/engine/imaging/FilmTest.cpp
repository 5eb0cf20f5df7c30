// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/imaging/Film.h"
#include "engine/api/Error.h"
#include "engine/imaging/Palette.h"
#include "tests/engine/data/Files.h"
#include "tests/support/TestMain.h"

#include <opencv2/videoio.hpp>

#include <QBuffer>
#include <QImageReader>
#include <QTemporaryDir>

#include <algorithm>
#include <cmath>
#include <set>

using namespace hourglass;

namespace {

/// Each pixel another grey, or colour, and each picture others.
Image picture(int width, int height, int channels, int number) {
    Image image{width, height, channels, {}};
    for (int i = 0; i < width * height * channels; ++i)
        image.pixels.push_back(std::uint8_t((i * (channels == 1 ? 1 : 37) + 11 * number) % 256));
    return image;
}

std::vector<Image> pictures(int width, int height, int channels, int count) {
    std::vector<Image> all;
    for (int i = 0; i < count; ++i)
        all.push_back(picture(width, height, channels, i));
    return all;
}

struct Frame {
    QImage image;
    int milliseconds;
};

/// By Qt's own reader.
std::vector<Frame> framesOf(const std::string& gif) {
    QByteArray bytes = QByteArray::fromStdString(gif);
    QBuffer buffer(&bytes);
    if (!buffer.open(QIODevice::ReadOnly))
        qFatal("Qt cannot read from memory");
    QImageReader reader(&buffer, "gif");
    std::vector<Frame> frames;
    for (QImage image = reader.read(); !image.isNull(); image = reader.read())
        frames.push_back({image, reader.nextImageDelay()});
    return frames;
}

/// The largest difference of a channel between a picture and what shows it, enlarged.
int difference(const Image& picture, const QImage& shown) {
    const int factor = shown.width() / picture.width;
    int largest = 0;
    for (int y = 0; y < picture.height * factor; ++y)
        for (int x = 0; x < picture.width * factor; ++x) {
            const auto* pixel = &picture.pixels[std::size_t((y / factor * picture.width + x / factor) * picture.channels)];
            const QRgb is = shown.pixel(x, y);
            const int parts[] = {qRed(is), qGreen(is), qBlue(is)};
            for (int i = 0; i < 3; ++i)
                largest = std::max(largest, std::abs(parts[i] - pixel[picture.channels == 3 ? i : 0]));
        }
    return largest;
}

} // namespace

class FilmTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aGifKeepsItsGreys() {
        const std::vector<Image> film = pictures(28, 20, 1, 5);
        const std::vector<Frame> frames = framesOf(gifFile(film, 10));
        QCOMPARE(frames.size(), film.size());
        for (std::size_t i = 0; i < film.size(); ++i) {
            QCOMPARE(frames[i].image.size(), QSize(28 * 13, 20 * 13)); // 20 · 13 = 260 is the first to reach 256
            QCOMPARE(frames[i].milliseconds, 100);
            QCOMPARE(difference(film[i], frames[i].image), 0);
        }
    }

    void aGifKeepsFewColoursAndComesNearMany() {
        std::vector<Image> few = pictures(16, 16, 3, 2);
        const std::vector<Frame> exact = framesOf(gifFile(few, 10));
        QCOMPARE(exact.size(), std::size_t(2));
        QCOMPARE(difference(few[0], exact[0].image), 0);
        QCOMPARE(difference(few[1], exact[1].image), 0);

        Image many{64, 64, 3, {}}; // 4,096 colours
        for (int y = 0; y < 64; ++y)
            for (int x = 0; x < 64; ++x)
                many.pixels.insert(many.pixels.end(), {std::uint8_t(4 * x), std::uint8_t(4 * y), std::uint8_t(2 * (x + y))});
        const std::vector<Frame> near = framesOf(gifFile({many}, 10));
        QCOMPARE(near.size(), std::size_t(1));
        QVERIFY2(difference(many, near[0].image) <= 12, qPrintable(QString::number(difference(many, near[0].image))));
    }

    void aPaletteHoldsNoMoreThanItMay() {
        Image many{300, 1, 3, {}}; // black 299 times, and 300 other reds
        for (int x = 0; x < 300; ++x)
            many.pixels.insert(many.pixels.end(), {std::uint8_t(x % 256), std::uint8_t(x / 256), 0});
        const IndexedPicture reduced = indexed(many);
        QCOMPARE(reduced.palette.size(), std::size_t(256));
        QCOMPARE(reduced.indices.size(), std::size_t(300));
        QCOMPARE(std::set(reduced.indices.begin(), reduced.indices.end()).size(), std::size_t(256));
        const IndexedPicture one = indexed({2, 1, 3, {7, 8, 9, 7, 8, 9}});
        QVERIFY(one.palette == std::vector<Colour>({{7, 8, 9}}));
        QVERIFY(one.indices == std::vector<std::uint8_t>({0, 0}));
    }

    // Three pictures of a third of a second: 330, 340 and 330 ms, a second together.
    void aGifTakesItsTime() {
        int all = 0;
        for (const Frame& frame : framesOf(gifFile(pictures(8, 8, 1, 3), 3)))
            all += frame.milliseconds;
        QCOMPARE(all, 1000);
        for (const Frame& frame : framesOf(gifFile(pictures(8, 8, 1, 3), 60)))
            QCOMPARE(frame.milliseconds, 20);
    }

    void aGifRunsAgainAndAgain() {
        QVERIFY(
            QByteArray::fromStdString(gifFile(pictures(8, 8, 1, 3), 10)).contains("NETSCAPE2.0\x03\x01" + QByteArray(3, 0)));
    }

    void largePicturesStayAsTheyAre() {
        QCOMPARE(framesOf(gifFile(pictures(300, 257, 1, 1), 10))[0].image.size(), QSize(300, 257));
        QCOMPARE(framesOf(gifFile(pictures(1000, 2, 1, 1), 10))[0].image.size(), QSize(4000, 8)); // but not too long
    }

    void anMp4ShowsItsPictures_data() {
        QTest::addColumn<int>("channels");
        QTest::newRow("grey") << 1;
        QTest::newRow("colour") << 3;
    }
    void anMp4ShowsItsPictures() {
        QFETCH(int, channels);
        QTemporaryDir folder;
        // 27 × 23 becomes 324 × 276; greys that change little from pixel to pixel, since films lose a little.
        std::vector<Image> film;
        for (int number = 0; number < 9; ++number) {
            Image image{27, 23, channels, {}};
            for (int i = 0; i < 27 * 23; ++i)
                for (int channel = 0; channel < channels; ++channel)
                    image.pixels.push_back(std::uint8_t(20 * number + 2 * (i % 27) + (channel == 1 ? 20 : 0)));
            film.push_back(image);
        }
        const std::string path = test::write(folder.filePath("film.mp4"), QByteArray::fromStdString(mp4File(film, 12.5)));
        cv::VideoCapture reader(path, cv::CAP_FFMPEG);
        QVERIFY(reader.isOpened());
        QCOMPARE(reader.get(cv::CAP_PROP_FPS), 12.5);
        cv::Mat frame;
        for (const Image& image : film) {
            QVERIFY(reader.read(frame));
            QCOMPARE(QSize(frame.cols, frame.rows), QSize(27 * 12, 23 * 12));
            const QImage shown(frame.data, frame.cols, frame.rows, qsizetype(frame.step), QImage::Format_BGR888);
            QVERIFY2(difference(image, shown) <= 12, qPrintable(QString::number(difference(image, shown))));
        }
        QVERIFY(!reader.read(frame));
    }

    void anMp4HasEvenSides() {
        QTemporaryDir folder;
        const std::string path =
            test::write(folder.filePath("film.mp4"), QByteArray::fromStdString(mp4File(pictures(301, 257, 1, 2), 12)));
        const cv::VideoCapture reader(path, cv::CAP_FFMPEG);
        QCOMPARE(reader.get(cv::CAP_PROP_FRAME_WIDTH), 302.0);
        QCOMPARE(reader.get(cv::CAP_PROP_FRAME_HEIGHT), 258.0);
    }

    void whatCannotBeFilmedIsRefused() {
        for (const auto write : {gifFile, mp4File}) {
            QVERIFY_THROWS_EXCEPTION(Error, write({}, 12));
            QVERIFY_THROWS_EXCEPTION(Error, write({picture(8, 8, 1, 0), picture(8, 9, 1, 0)}, 12));
            QVERIFY_THROWS_EXCEPTION(Error, write({picture(8, 8, 1, 0), picture(8, 8, 3, 0)}, 12));
            for (const double perSecond : {0.0, -1.0, 61.0, std::nan("")})
                QVERIFY_THROWS_EXCEPTION(Error, write({picture(8, 8, 1, 0)}, perSecond));
        }
    }
};

HOURGLASS_TEST(FilmTest)
#include "FilmTest.moc"
