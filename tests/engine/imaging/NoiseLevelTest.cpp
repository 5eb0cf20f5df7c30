// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/NoiseLevel.h"
#include "engine/api/Damage.h"
#include "tests/engine/data/Files.h"
#include "tests/engine/imaging/Pictures.h"
#include "tests/support/TestMain.h"

#include <algorithm>

using namespace hourglass;
using namespace hourglass::test;

class NoiseLevelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noiseIsMeasured_data() {
        QTest::addColumn<bool>("isTextured");
        QTest::addColumn<double>("within");  // a share of σ
        QTest::addColumn<double>("texture"); // what it adds, as noise of its own would
        QTest::newRow("smooth") << false << 0.05 << 0.0005;
        QTest::newRow("textured") << true << 0.1 << 0.01;
    }
    void noiseIsMeasured() {
        QFETCH(bool, isTextured);
        QFETCH(double, within);
        QFETCH(double, texture);
        const Planes clean = isTextured ? texturedPicture(320, 240, 3) : smoothPicture(320, 240, 3);
        for (const double grey : {0.0, 2.0, 5.0, 15.0, 25.0, 50.0}) {
            const double sigma = grey / 255;
            for (const double level : noiseLevels(damage::gaussian(clean, sigma, 9)))
                QVERIFY2(level >= (1 - within) * sigma && level <= (1 + within) * std::hypot(sigma, texture),
                         qPrintable(QString("%1 for %2").arg(255 * level).arg(grey)));
        }
    }

    void channelsHaveTheirOwnNoise() {
        Planes picture = smoothPicture(320, 240, 3);
        const Planes strong = damage::gaussian(picture, 0.1, 1), weak = damage::gaussian(picture, 0.02, 2);
        std::copy_n(strong.plane(0), picture.area(), picture.plane(0));
        std::copy_n(weak.plane(2), picture.area(), picture.plane(2));
        const std::vector<double> levels = noiseLevels(picture);
        QVERIFY(std::abs(levels[0] - 0.1) < 0.005);
        QVERIFY(levels[1] < 0.001);
        QVERIFY(std::abs(levels[2] - 0.02) < 0.002);
        const double all = noiseLevel(picture);
        QVERIFY(std::abs(all - std::sqrt((0.01 + 0.0004) / 3)) < 0.003);
    }

    // A white sky, clipped, has no noise of its own and would pass for a clean picture.
    void whatIsClippedTellsNothing() {
        Planes picture = smoothPicture(320, 240, 1);
        std::fill_n(picture.values.begin(), picture.values.size() / 2, 1.2f);
        picture = damage::gaussian(picture, 0.05, 4);
        for (float& value : picture.values)
            value = std::clamp(value, 0.0f, 1.0f);
        QVERIFY2(std::abs(noiseLevel(picture) - 0.05) < 0.003, qPrintable(QString::number(noiseLevel(picture))));
        QCOMPARE(noiseLevel(Planes(64, 64, 1, 1.0f)), 0.0); // where all is white
    }

    void smallPicturesHaveANoiseLevelToo() {
        QCOMPARE(noiseLevel(Planes(1, 50, 1, 0.5f)), 0.0);
        QCOMPARE(noiseLevel(Planes(1, 1, 3, 0.5f)), 0.0);
        QVERIFY(noiseLevel(damage::gaussian(Planes(9, 7, 1, 0.5f), 0.1, 1)) > 0.03);
        VERIFY_ERROR(noiseLevel({}), "empty");
    }
};

HOURGLASS_TEST(NoiseLevelTest)
#include "NoiseLevelTest.moc"
