// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/imaging/Tiles.h"
#include "engine/imaging/TileLayout.h"
#include "tests/engine/data/Files.h"
#include "tests/engine/imaging/Pictures.h"
#include "tests/support/TestMain.h"

#include <atomic>
#include <set>
#include <stdexcept>
#include <thread>

using namespace hourglass;
using namespace hourglass::test;

namespace {

void identity(const Planes& in, Planes& out) {
    out = in;
}

/// A kernel of random weights, 2 reach + 1 on a side, over a picture that is reflected at its borders.
Planes convolved(const Planes& picture, int reach) {
    const Planes kernel = randomPicture(2 * reach + 1, 2 * reach + 1, 1, 7);
    const std::vector<int> xs = reflected(-reach, picture.width + 2 * reach, picture.width),
                           ys = reflected(-reach, picture.height + 2 * reach, picture.height);
    Planes result(picture.width, picture.height, picture.channels);
    for (int channel = 0; channel < picture.channels; ++channel)
        for (int y = 0; y < picture.height; ++y)
            for (int x = 0; x < picture.width; ++x) {
                double sum = 0;
                for (int dy = 0; dy < kernel.height; ++dy)
                    for (int dx = 0; dx < kernel.width; ++dx)
                        sum += double(kernel.row(0, dy)[dx] - 0.4f) *
                               picture.row(channel, ys[std::size_t(y + dy)])[xs[std::size_t(x + dx)]];
                result.row(channel, y)[x] = float(sum);
            }
    return result;
}

Planes ramp(int width, int height) {
    Planes picture(width, height, 1);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            picture.row(0, y)[x] = float(0.2 + 0.6 * x / width);
    return picture;
}

/// What makes tiles show: every one is drawn to its own mean.
void shrink(const Planes& in, Planes& out) {
    double sum = 0;
    for (const float value : in.values)
        sum += value;
    const auto mean = float(sum / double(in.values.size()));
    for (std::size_t i = 0; i < in.values.size(); ++i)
        out.values[i] = in.values[i] + 0.1f * (mean - in.values[i]);
}

/// Largest step from pixel to pixel, across and down.
double largestStep(const Planes& picture) {
    double largest = 0;
    for (int y = 1; y < picture.height; ++y)
        for (int x = 1; x < picture.width; ++x) {
            const double here = picture.row(0, y)[x];
            largest =
                std::max({largest, std::abs(here - picture.row(0, y)[x - 1]), std::abs(here - picture.row(0, y - 1)[x])});
        }
    return largest;
}

} // namespace

class TilesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void halvingMeetsTheSamePixelsInEveryTile_data() {
        QTest::addColumn<int>("width");
        for (int width = 100; width < 140; width += 3)
            QTest::addRow("%d pixels", width) << width;
    }
    /// Blocks of 8 × 8 become their mean, in tiles as in the whole.
    void halvingMeetsTheSamePixelsInEveryTile() {
        QFETCH(int, width);
        const auto blocks = [](const Planes& in, Planes& out) {
            for (int y = 0; y < in.height; ++y)
                for (int x = 0; x < in.width; ++x) {
                    double sum = 0;
                    for (int i = 0; i < 64; ++i)
                        sum += in.row(0, y / 8 * 8 + i / 8)[x / 8 * 8 + i % 8];
                    out.row(0, y)[x] = float(sum / 64);
                }
        };
        const Planes picture = randomPicture(width, 96, 1, 5);
        const TileOptions options{.side = 64, .context = 8, .feather = 6, .multiple = 8};
        const Planes result = restoreInTiles(picture, options, blocks).value();
        Planes padded(width / 8 * 8 + 8, 96, 1), whole = padded;
        const std::vector<int> xs = reflected(0, padded.width, width);
        for (int y = 0; y < 96; ++y)
            for (int x = 0; x < padded.width; ++x)
                padded.row(0, y)[x] = picture.row(0, y)[xs[std::size_t(x)]];
        blocks(padded, whole);
        for (int y = 0; y < 96; ++y)
            for (int x = 0; x < width; ++x)
                QVERIFY(std::abs(result.row(0, y)[x] - whole.row(0, y)[x]) < 1e-6);
    }

    void whatIsNotChangedComesBackExactly_data() {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        QTest::addColumn<int>("channels");
        QTest::newRow("one pixel") << 1 << 1 << 1;
        QTest::newRow("one row") << 203 << 1 << 3;
        QTest::newRow("one column") << 1 << 203 << 1;
        QTest::newRow("smaller than its context") << 5 << 3 << 3;
        QTest::newRow("smaller than a tile") << 31 << 40 << 1;
        QTest::newRow("a tile and a pixel") << 49 << 49 << 1;
        QTest::newRow("odd sizes") << 257 << 131 << 3;
        QTest::newRow("many") << 400 << 333 << 1;
    }
    void whatIsNotChangedComesBackExactly() {
        QFETCH(int, width);
        QFETCH(int, height);
        QFETCH(int, channels);
        const Planes picture = randomPicture(width, height, channels);
        for (const int threads : {1, 3})
            for (const int feather : {0, 1, 5, 16}) {
                const std::optional<Planes> result =
                    restoreInTiles(picture, {.side = 64, .context = 8, .feather = feather, .threads = threads}, identity);
                QVERIFY(result);
                QVERIFY(*result == picture);
            }
    }

    // Reflection is the same for tile and whole, so even the borders agree.
    void piecesAreAsGoodAsTheWhole_data() {
        QTest::addColumn<int>("reach");
        QTest::addColumn<bool>("isSame");
        QTest::newRow("shorter than the context") << 4 << true;
        QTest::newRow("as long as the context") << 6 << true;
        QTest::newRow("longer") << 9 << false;
    }
    void piecesAreAsGoodAsTheWhole() {
        QFETCH(int, reach);
        QFETCH(bool, isSame);
        const Planes picture = texturedPicture(101, 75, 3);
        const std::optional<Planes> result =
            restoreInTiles(picture, {.side = 48, .context = 6, .feather = 8, .threads = 2},
                           [&](const Planes& in, Planes& out) { out = convolved(in, reach); });
        QVERIFY(result);
        const double difference = largestDifference(*result, convolved(picture, reach));
        QVERIFY2((difference < 1e-6) == isSame, qPrintable(QString::number(difference)));
    }

    void noGridIsSeenOnARamp() {
        const Planes picture = ramp(500, 300);
        const TileOptions options{.side = 128, .context = 16, .feather = 32};
        const std::optional<Planes> soft = restoreInTiles(picture, options, shrink);
        TileOptions hard = options;
        hard.feather = 0;
        const double step = 0.6 / 500;
        // A neighbour is lighter by at most 0.1 * 0.6 * 128 / 500 = 0.015, which passes over 32 pixels.
        QVERIFY2(largestStep(*soft) < 2 * step, qPrintable(QString::number(largestStep(*soft))));
        QVERIFY(largestStep(*restoreInTiles(picture, hard, shrink)) > 5 * step); // there is something to hide
    }

    void allTilesAreAlikeAndNotLargerThanAllowed() {
        for (const int length : {1, 47, 48, 49, 100, 333, 1001})
            for (const int multiple : {1, 8, 16}) {
                const TileOptions options{.side = 80, .context = 16, .feather = 8, .multiple = multiple};
                std::set<int> sides;
                const Planes picture = randomPicture(length, 20, 1);
                QVERIFY(*restoreInTiles(picture, options, [&](const Planes& in, Planes& out) {
                    sides.insert(in.width);
                    out = in;
                }) == picture);
                QCOMPARE(sides.size(), std::size_t(1));
                QVERIFY(*sides.begin() <= 80 && *sides.begin() % multiple == 0);
                const int kept = *sides.begin() - 32;
                QVERIFY(length > 48 || kept - length < multiple); // no more than a small picture needs
            }
    }

    void outputsMayHaveOtherSizesAndChannels() {
        const Planes picture = randomPicture(95, 61, 1);
        const std::optional<Planes> result =
            restoreInTiles(picture, {.side = 40, .context = 4, .feather = 6, .scale = 2, .channels = 3, .threads = 2},
                           [](const Planes& in, Planes& out) {
                               for (int channel = 0; channel < 3; ++channel)
                                   for (int y = 0; y < out.height; ++y)
                                       for (int x = 0; x < out.width; ++x)
                                           out.row(channel, y)[x] = in.row(0, y / 2)[x / 2] * float(channel);
                           });
        QVERIFY(result);
        QCOMPARE(result->width, 190);
        QCOMPARE(result->height, 122);
        QCOMPARE(result->channels, 3);
        for (int y = 0; y < 122; ++y)
            for (int x = 0; x < 190; ++x)
                QCOMPARE(result->row(2, y)[x], 2 * picture.row(0, y / 2)[x / 2]);
    }

    void manyThreadsGiveWhatOneGives() {
        const Planes picture = texturedPicture(301, 203, 1);
        const auto process = [](const Planes& in, Planes& out) { shrink(in, out); };
        TileOptions options{.side = 64, .context = 8, .feather = 10};
        const std::optional<Planes> one = restoreInTiles(picture, options, process);
        for (const int threads : {2, 5, 64}) {
            options.threads = threads;
            QVERIFY(restoreInTiles(picture, options, process) == one);
        }
    }

    // Both threads wait for each other in `process`, which one alone could never leave.
    void threadsWorkAtTheSameTime() {
        std::atomic<int> inside = 0, most = 0;
        const auto caller = std::this_thread::get_id();
        std::atomic<bool> callerWorks = false;
        restoreInTiles(randomPicture(40, 20, 1), {.side = 32, .context = 2, .feather = 2, .multiple = 1, .threads = 2},
                       [&](const Planes& in, Planes& out) {
                           callerWorks = callerWorks || std::this_thread::get_id() == caller;
                           most = std::max<int>(most, ++inside);
                           while (most < 2)
                               std::this_thread::yield();
                           out = in;
                       });
        QCOMPARE(most.load(), 2);
        QVERIFY(callerWorks);
    }

    void progressGrowsToOne() {
        std::vector<double> shares;
        restoreInTiles(randomPicture(200, 200, 1), {.side = 64, .context = 8, .feather = 8, .threads = 3}, identity,
                       [&](double share) {
                           shares.push_back(share);
                           return true;
                       });
        QVERIFY(shares.size() > 9);
        QVERIFY(std::ranges::is_sorted(shares));
        QCOMPARE(shares.back(), 1.0);
    }

    void itCanBeCancelled() {
        for (const int threads : {1, 4}) {
            std::atomic<int> calls = 0;
            const std::optional<Planes> result = restoreInTiles(
                randomPicture(600, 600, 1), {.side = 64, .context = 8, .feather = 8, .threads = threads},
                [&](const Planes& in, Planes& out) {
                    ++calls;
                    out = in;
                },
                [](double share) { return share < 0.05; });
            QVERIFY(!result);
            QVERIFY2(calls < 40, qPrintable(QString::number(calls))); // of 225
        }
    }

    void failuresComeOut() {
        const Planes picture = randomPicture(300, 300, 1);
        for (const int threads : {1, 4}) {
            const TileOptions options{.side = 64, .context = 8, .feather = 8, .threads = threads};
            QVERIFY_THROWS_EXCEPTION(std::domain_error, restoreInTiles(picture, options, [](const Planes&, Planes&) {
                                         throw std::domain_error("no");
                                     }));
            QVERIFY_THROWS_EXCEPTION(std::domain_error, restoreInTiles(picture, options, identity, [](double) -> bool {
                                         throw std::domain_error("no");
                                     }));
            VERIFY_ERROR(restoreInTiles(picture, options, [](const Planes&, Planes& out) { out = Planes(3, 3, 1); }),
                         "shape");
        }
    }

    void whatCannotBeTiledIsRefused() {
        const Planes picture = randomPicture(30, 30, 1);
        VERIFY_ERROR(restoreInTiles({}, {}, identity), "empty");
        VERIFY_ERROR(restoreInTiles(picture, {.side = 60, .context = 8, .feather = 8}, identity), "tiles.side",
                     "multiple of 8");
        VERIFY_ERROR(restoreInTiles(picture, {.side = 32, .context = 8, .feather = 8}, identity), "tiles.side",
                     "at least 40");
        VERIFY_ERROR(restoreInTiles(picture, {.side = 16, .context = 8, .feather = 0}, identity), "tiles.side",
                     "at least 24");
        VERIFY_ERROR(restoreInTiles(picture, {.context = -1}, identity), "tiles.context");
        VERIFY_ERROR(restoreInTiles(picture, {.feather = -1}, identity), "tiles.feather");
        VERIFY_ERROR(restoreInTiles(picture, {.multiple = 0}, identity), "tiles.multiple");
        VERIFY_ERROR(restoreInTiles(picture, {.scale = 0}, identity), "tiles.scale");
        VERIFY_ERROR(restoreInTiles(picture, {.threads = 0}, identity), "tiles.threads");
    }
};

HOURGLASS_TEST(TilesTest)
#include "TilesTest.moc"
