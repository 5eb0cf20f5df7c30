// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Damage.h"
#include "engine/api/Similarity.h"
#include "tests/engine/data/Files.h"
#include "tests/engine/imaging/Pictures.h"
#include "tests/support/TestMain.h"

#include <algorithm>

using namespace hourglass;
using namespace hourglass::test;

namespace {

struct Moments {
    double mean = 0, deviation = 0;
};

Moments differences(const Planes& picture, const Planes& from) {
    double sum = 0, squares = 0;
    for (std::size_t i = 0; i < picture.values.size(); ++i) {
        const double difference = double(picture.values[i]) - double(from.values[i]);
        sum += difference;
        squares += difference * difference;
    }
    const auto count = double(picture.values.size());
    return {sum / count, std::sqrt(squares / count - sum / count * sum / count)};
}

} // namespace

class DamageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSameSeedGivesTheSameDamage() {
        const Planes picture = smoothPicture(40, 30, 3);
        QVERIFY(damage::gaussian(picture, 0.1, 5) == damage::gaussian(picture, 0.1, 5));
        QVERIFY(damage::gaussian(picture, 0.1, 5) != damage::gaussian(picture, 0.1, 6));
        QVERIFY(damage::speckle(picture, 0.1, 5) == damage::speckle(picture, 0.1, 5));
        QVERIFY(damage::speckle(picture, 0.1, 5) != damage::speckle(picture, 0.1, 6));
        QVERIFY(damage::saltAndPepper(picture, 0.1, 5) == damage::saltAndPepper(picture, 0.1, 5));
        QVERIFY(damage::saltAndPepper(picture, 0.1, 5) != damage::saltAndPepper(picture, 0.1, 6));
    }

    void noiseHasItsStrength() {
        const Planes picture(300, 200, 3, 0.4f);
        const Moments gaussian = differences(damage::gaussian(picture, 0.1, 3), picture);
        QVERIFY(std::abs(gaussian.mean) < 0.001); // 180,000 numbers: four standard errors
        QVERIFY(std::abs(gaussian.deviation - 0.1) < 0.001);
        const Moments speckle = differences(damage::speckle(picture, 0.1, 3), picture);
        QVERIFY(std::abs(speckle.mean) < 0.0004);
        QVERIFY(std::abs(speckle.deviation - 0.04) < 0.0004);
        QVERIFY(damage::gaussian(picture, 0, 3) == picture);
        // Channels are independent, and both tails are there: 0.27 % lie beyond three deviations.
        const Planes noisy = damage::gaussian(picture, 0.1, 3);
        QVERIFY(!std::equal(noisy.plane(0), noisy.plane(1), noisy.plane(1)));
        const auto beyond = [&](float sign) {
            return std::ranges::count_if(noisy.values, [&](float value) { return sign * (value - 0.4f) > 0.3f; });
        };
        for (const float sign : {-1.0f, 1.0f})
            QVERIFY2(std::abs(double(beyond(sign)) - 243) < 65, qPrintable(QString::number(beyond(sign))));
    }

    void saltAndPepperFallOnWholePixels() {
        const Planes picture(300, 200, 3, 0.4f);
        const Planes spoilt = damage::saltAndPepper(picture, 0.2, 3);
        for (int channel : {1, 2})
            QVERIFY(std::equal(spoilt.plane(0), spoilt.plane(1), spoilt.plane(channel)));
        const auto salt = double(std::count(spoilt.plane(0), spoilt.plane(1), 1.0f)) / 60'000,
                   pepper = double(std::count(spoilt.plane(0), spoilt.plane(1), 0.0f)) / 60'000;
        QVERIFY(std::abs(salt - 0.1) < 0.005 && std::abs(pepper - 0.1) < 0.005);
        QVERIFY(damage::saltAndPepper(picture, 0, 3) == picture);
        QCOMPARE(std::ranges::count(damage::saltAndPepper(picture, 1, 3).values, 0.4f), 0);
    }

    void jpegLosesMoreTheLowerItsQuality() {
        const Planes picture = texturedPicture(120, 90, 3);
        double before = 0;
        for (const int quality : {5, 20, 50, 95}) {
            const Planes back = damage::jpeg(picture, quality);
            QVERIFY(back.sameShape(picture));
            const double ratio = psnr(back, picture);
            QVERIFY2(ratio > before + 0.5, qPrintable(QString::number(ratio)));
            before = ratio;
        }
        QVERIFY(before > 35); // red is red: channels in the right order
    }

    void whatIsMaskedIsGone() {
        const Planes picture = randomPicture(4, 2, 3);
        Planes mask(4, 2, 1);
        mask.values[5] = 1;
        const Planes holed = damage::missing(picture, mask);
        for (int channel = 0; channel < 3; ++channel)
            for (std::size_t i = 0; i < 8; ++i)
                QCOMPARE(holed.plane(channel)[i], i == 5 ? 0.5f : picture.plane(channel)[i]);
    }

    void greyIsLuma() {
        Planes picture(1, 1, 3);
        picture.values = {1, 0.5f, 0.25f};
        QCOMPARE(damage::greyscale(picture).values, std::vector<float>({0.299f + 0.2935f + 0.0285f}));
        const Planes grey = randomPicture(3, 3, 1);
        QVERIFY(damage::greyscale(grey) == grey);
    }

    void halvesAreMeans() {
        Planes picture(3, 3, 1);
        picture.values = {0.0f, 0.2f, 0.4f, 0.4f, 0.6f, 0.8f, 0.1f, 0.3f, 0.5f};
        const Planes half = damage::halfSize(picture);
        QCOMPARE(half.width, 2);
        QCOMPARE(half.height, 2);
        const std::vector<float> expected = {0.3f, 0.6f, 0.2f, 0.5f};
        for (std::size_t i = 0; i < 4; ++i)
            QVERIFY(std::abs(half.values[i] - expected[i]) < 1e-6f);
        const Planes point(1, 1, 3, 0.3f);
        QVERIFY(damage::halfSize(point) == point);
    }

    void whatCannotBeDamagedIsRefused() {
        const Planes picture = randomPicture(3, 3, 3);
        VERIFY_ERROR(damage::gaussian({}, 0.1, 1), "no picture");
        VERIFY_ERROR(damage::gaussian(picture, -0.1, 1), "sigma");
        VERIFY_ERROR(damage::gaussian(picture, std::nan(""), 1), "sigma");
        VERIFY_ERROR(damage::speckle(picture, 11, 1), "sigma");
        VERIFY_ERROR(damage::saltAndPepper(picture, 1.5, 1), "share");
        VERIFY_ERROR(damage::jpeg(picture, 0), "quality");
        VERIFY_ERROR(damage::missing(picture, Planes(2, 3, 1)), "mask");
        VERIFY_ERROR(damage::missing(picture, Planes(3, 3, 3)), "mask");
    }
};

HOURGLASS_TEST(DamageTest)
#include "DamageTest.moc"
