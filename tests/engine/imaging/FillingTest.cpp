// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/imaging/Filling.h"
#include "tests/engine/imaging/Pictures.h"
#include "tests/support/TestMain.h"

#include <algorithm>
#include <cmath>
#include <vector>

using namespace hourglass;
using namespace hourglass::test;

namespace {

/// The same to every eye, at whatever size.
Planes ramp(int width, int height) {
    Planes picture(width, height, 2);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            picture.row(0, y)[x] = float((x + 0.5) / width);
            picture.row(1, y)[x] = float((y + 0.5) / height);
        }
    return picture;
}

Planes maskOf(int width, int height, const QRect& hole) {
    Planes mask(width, height, 1);
    for (int y = hole.top(); y <= hole.bottom(); ++y)
        std::fill_n(mask.row(0, y) + hole.left(), hole.width(), 1.0F);
    return mask;
}

} // namespace

class FillingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void largeHolesBecomeSmallOnes_data() {
        QTest::addColumn<QRect>("hole");
        QTest::addColumn<int>("levels");
        QTest::newRow("small") << QRect(100, 100, 20, 20) << 1;
        QTest::newRow("of twice the reach") << QRect(100, 100, 40, 60) << 2;
        QTest::newRow("large") << QRect(60, 50, 140, 120) << 4;
        QTest::newRow("half of the picture")
            << QRect(0, 0, 128, 256) << 4; // in the smallest picture, the middle too is left to it
    }
    void largeHolesBecomeSmallOnes() {
        QFETCH(QRect, hole);
        QFETCH(int, levels);
        const Planes picture = ramp(256, 256);
        Planes seen = picture; // where it is missing, anything at all
        for (int y = hole.top(); y <= hole.bottom(); ++y)
            for (int channel = 0; channel < 2; ++channel)
                std::fill_n(seen.row(channel, y) + hole.left(), hole.width(), 9.0F);
        std::vector<int> widths;
        const auto fill = [&](const Planes& holed, const RestorationProgress&) {
            widths.push_back(holed.width);
            return std::optional(ramp(holed.width, holed.height));
        };
        const Planes result = filledFromCoarse(seen, maskOf(256, 256, hole), fill).value();
        QCOMPARE(int(widths.size()), levels);
        QVERIFY(std::ranges::is_sorted(widths));
        QCOMPARE(widths.back(), 256);
        for (int channel = 0; channel < 2; ++channel)
            for (int y = 0; y < 256; ++y)
                for (int x = 0; x < 256; ++x) {
                    const double difference = std::abs(result.row(channel, y)[x] - picture.row(channel, y)[x]);
                    const bool isAtBorder = std::min({x, y, 255 - x, 255 - y}) <
                                            32; // where enlarging has nothing to go by; elsewhere half a pixel
                    QVERIFY(difference <= (hole.contains(x, y) ? isAtBorder ? 0.02 : 0.003 : 0));
                }
    }

    void nothingIsAskedForBeyondTheReach() {
        const Planes mask = maskOf(300, 200, QRect(90, 60, 120, 90));
        const auto fill = [](const Planes& holed, const RestorationProgress&) {
            for (int y = 0; y < holed.height; ++y)
                for (int x = 0; x < holed.width; ++x) {
                    if (holed.row(0, y)[x] != 0.5F)
                        continue;
                    bool isNear = false; // something that is there
                    for (int fromY = std::max(0, y - 13); !isNear && fromY < std::min(holed.height, y + 14); ++fromY)
                        for (int fromX = std::max(0, x - 13); !isNear && fromX < std::min(holed.width, x + 14); ++fromX)
                            isNear = holed.row(0, fromY)[fromX] != 0.5F;
                    [&] { QVERIFY(isNear); }();
                }
            return std::optional(Planes(holed.width, holed.height, 1, 0.25F));
        };
        const Planes result = filledFromCoarse(Planes(300, 200, 1, 0.75F), mask, fill).value();
        QCOMPARE(result.row(0, 100)[150], 0.25F);
        QCOMPARE(result.row(0, 10)[10], 0.75F);
    }

    void farFromAllHolesNobodyLooks() {
        const Planes picture = randomPicture(2000, 900, 3, 3);
        const auto fill = [&](const Planes& holed, const RestorationProgress&) {
            [&] { QVERIFY(holed.width < 400 && holed.height < 400); }();
            return std::optional(Planes(holed.width, holed.height, 3, 0.25F));
        };
        const Planes mask = maskOf(2000, 900, QRect(1500, 700, 10, 6));
        Planes expected = picture;
        for (int channel = 0; channel < 3; ++channel)
            for (int y = 700; y < 706; ++y)
                std::fill_n(expected.row(channel, y) + 1500, 10, 0.25F);
        QVERIFY(filledFromCoarse(picture, mask, fill) == expected);
        const auto nobody = [](const Planes&, const RestorationProgress&) -> std::optional<Planes> { return std::nullopt; };
        QVERIFY(filledFromCoarse(picture, Planes(2000, 900, 1), nobody) == picture); // nothing is missing
    }

    void whereNothingIsThereSomethingComesAllTheSame() {
        const auto fill = [](const Planes& holed, const RestorationProgress&) { return std::optional(holed); };
        for (const auto& [width, height] : {std::pair(1, 1), {63, 200}, {131, 97}}) {
            const Planes result = filledFromCoarse(Planes(width, height, 3), Planes(width, height, 1, 1), fill).value();
            QVERIFY(result == Planes(width, height, 3, 0.5F));
        }
    }

    void itTellsHowFarItIsAndCanBeBrokenOff() {
        const Planes picture = randomPicture(300, 200, 1, 3), mask = maskOf(300, 200, QRect(40, 40, 200, 120));
        std::vector<double> shares;
        const auto fill = [](const Planes& holed, const RestorationProgress& progress) {
            return progress(0.5) && progress(1) ? std::optional(holed) : std::nullopt;
        };
        QVERIFY(filledFromCoarse(picture, mask, fill, [&](double share) {
            shares.push_back(share);
            return true;
        }));
        QVERIFY(shares.size() > 4 && std::ranges::is_sorted(shares));
        QCOMPARE(shares.back(), 1.0);
        for (const double limit : {0.01, 0.2, 0.7})
            QVERIFY(!filledFromCoarse(picture, mask, fill, [limit](double share) { return share < limit; }));
    }
};

HOURGLASS_TEST(FillingTest)
#include "FillingTest.moc"
