// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/imaging/Holes.h"
#include "engine/api/Damage.h"
#include "tests/engine/data/Files.h"
#include "tests/support/TestMain.h"

#include <algorithm>
#include <numeric>
#include <vector>

using namespace hourglass;
using namespace hourglass::test;

namespace {

using Mask = std::vector<std::uint8_t>;

double shareOf(const Mask& mask) {
    return double(std::ranges::count(mask, 1)) / double(mask.size());
}

/// Pixels in the largest part of one colour whose pixels touch by a side.
std::size_t largestPart(const Mask& mask, int width, std::uint8_t colour) {
    Mask seen(mask.size());
    std::size_t largest = 0;
    for (std::size_t start = 0; start < mask.size(); ++start) {
        if (seen[start] || mask[start] != colour)
            continue;
        std::vector<std::size_t> open{start};
        seen[start] = 1;
        std::size_t count = 0;
        while (!open.empty()) {
            const std::size_t at = open.back(), column = at % std::size_t(width);
            open.pop_back();
            ++count;
            const auto visit = [&](bool exists, std::size_t next) {
                if (exists && !seen[next] && mask[next] == colour) {
                    seen[next] = 1;
                    open.push_back(next);
                }
            };
            visit(column > 0, at - 1);
            visit(column + 1 < std::size_t(width), at + 1);
            visit(at >= std::size_t(width), at - std::size_t(width));
            visit(at + std::size_t(width) < mask.size(), at + std::size_t(width));
        }
        largest = std::max(largest, count);
    }
    return largest;
}

} // namespace

class HolesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theShareIsBetweenItsLimits_data() {
        QTest::addColumn<int>("shape");
        QTest::newRow("strokes") << int(HoleShape::Strokes);
        QTest::newRow("blocks") << int(HoleShape::Blocks);
        QTest::newRow("both") << int(HoleShape::Both);
    }
    void theShareIsBetweenItsLimits() {
        QFETCH(int, shape);
        constexpr int count = 500;
        double sum = 0, lowest = 1, highest = 0;
        for (int seed = 0; seed < count; ++seed) {
            const Mask mask = holes(64, 48, {0.1, 0.4, HoleShape(shape)}, std::uint64_t(seed));
            QCOMPARE(mask.size(), std::size_t(64 * 48));
            QVERIFY(std::ranges::max(mask) <= 1);
            const double share = shareOf(mask), pixel = 0.5 / (64 * 48);
            QVERIFY2(share >= 0.1 - pixel && share <= 0.4 + pixel, qPrintable(QString::number(share)));
            sum += share;
            lowest = std::min(lowest, share);
            highest = std::max(highest, share);
        }
        // Uniform: mean 0.25, standard deviation 0.3 / √12 = 0.087, of the mean of 500 0.0039.
        QVERIFY2(std::abs(sum / count - 0.25) < 0.02, qPrintable(QString::number(sum / count)));
        QVERIFY(lowest < 0.11 && highest > 0.39);
    }

    void anyShareOfAnySize() {
        for (const auto& [width, height] : {std::pair(1, 1), {1, 40}, {40, 1}, {7, 5}, {300, 20}, {700, 500}})
            for (const double share : {0.0, 0.03, 0.5, kMostMissing})
                for (const HoleShape shape : {HoleShape::Strokes, HoleShape::Blocks}) {
                    const Mask mask = holes(width, height, {share, share, shape}, 7);
                    QCOMPARE(std::ranges::count(mask, 1), std::llround(share * width * height));
                }
        QVERIFY(holes(64, 64, {0.2, 0.3, HoleShape::Both}, 1) != holes(64, 64, {0.3, 0.2, HoleShape::Both}, 1));
        QVERIFY(shareOf(holes(64, 64, {0.3, 0.2, HoleShape::Both}, 1)) < 0.301);
    }

    void theSameSeedGivesTheSameHoles() {
        QVERIFY(holes(64, 64, {}, 5) == holes(64, 64, {}, 5));
        QVERIFY(holes(64, 64, {}, 5) != holes(64, 64, {}, 6));
        QVERIFY(damage::holes(40, 30, 0.2, 5) == damage::holes(40, 30, 0.2, 5));
    }

    /// Not dust: pieces that are large enough to hide something.
    void partsAreMissingAndNotPixels() {
        for (const HoleShape shape : {HoleShape::Strokes, HoleShape::Blocks, HoleShape::Both})
            for (std::uint64_t seed = 0; seed < 50; ++seed) {
                const Mask mask = holes(96, 96, {0.25, 0.25, shape}, seed);
                QVERIFY(largestPart(mask, 96, 1) > 96 * 96 / 25);
                QVERIFY(largestPart(mask, 96, 0) > 96 * 96 / 3);
            }
    }

    /// A single block is as wide in all of its rows but the last, which ends where the share is reached.
    void blocksAreRectangles() {
        int single = 0;
        for (std::uint64_t seed = 0; seed < 50; ++seed) {
            const Mask mask = holes(100, 80, {0.01, 0.01, HoleShape::Blocks}, seed);
            std::vector<std::pair<std::ptrdiff_t, std::ptrdiff_t>> rows; // first column and count of those that have any
            for (auto row = mask.begin(); row != mask.end(); row += 100)
                if (const auto count = std::count(row, row + 100, 1))
                    rows.emplace_back(std::find(row, row + 100, 1) - row, count);
            QVERIFY(!rows.empty());
            for (std::size_t i = 1; i + 1 < rows.size(); ++i)
                QCOMPARE(rows[i], rows[0]);
            single += rows.size() > 1 && rows.back().first == rows[0].first;
        }
        QVERIFY(single > 40);
    }

    void aMaskForEverybody() {
        const Planes mask = damage::holes(50, 40, 0.25, 3);
        QVERIFY(mask.sameShape(Planes(50, 40, 1)));
        QCOMPARE(std::ranges::count(mask.values, 1.0f), 500);
        QCOMPARE(std::ranges::count(mask.values, 0.0f), 1500);
        VERIFY_ERROR(damage::holes(50, 40, 0.95, 3), "share");
        VERIFY_ERROR(damage::holes(0, 40, 0.2, 3), "no picture");
        VERIFY_ERROR(holes(50, 40, {-0.1, 0.5, HoleShape::Both}, 3), "least");
        VERIFY_ERROR(holes(50, 40, {0.1, std::nan(""), HoleShape::Both}, 3), "most");
    }
};

HOURGLASS_TEST(HolesTest)
#include "HolesTest.moc"
