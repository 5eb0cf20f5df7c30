// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/ActivationPicture.h"
#include "tests/support/TestMain.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <limits>

using namespace hourglass;

class ActivationPictureTest : public QObject {
    Q_OBJECT

    static std::vector<int> pixels(const Image& image) { return {image.pixels.begin(), image.pixels.end()}; }

private Q_SLOTS:
    void aVectorIsABlockOfSquares() {
        const Image image = activationPicture(at::tensor({-1.0f, 0.0f, 1.0f, 1.0f, -1.0f}), Shape{{5}});
        QCOMPARE(image.width, 3);
        QCOMPARE(image.height, 2);
        QCOMPARE(pixels(image), (std::vector{0, 128, 255, 255, 0, 0})); // the last one is a gap
    }

    void channelsStandSideBySide() {
        // Two channels of 1 × 2: {0, 1} and {2, 3}; together they are nearest to a square one above the other.
        const Image image = activationPicture(at::arange(4, at::kFloat), Shape{{2, 1, 2}});
        QCOMPARE(image.width, 2);
        QCOMPARE(image.height, 2);
        QCOMPARE(pixels(image), (std::vector{0, 85, 170, 255}));
    }

    // Four channels of 2 × 2 in a block of 2 × 2.
    void eachChannelStaysWhole() {
        const Image image = activationPicture(at::arange(16, at::kFloat) * 17, Shape{{4, 2, 2}});
        QCOMPARE(pixels(image), (std::vector{0, 17, 68, 85, 34, 51, 102, 119, 136, 153, 204, 221, 170, 187, 238, 255}));
    }

    void equalNumbersAreBlackOrGrey() {
        QCOMPARE(pixels(activationPicture(at::zeros({4}), Shape{{4}})), (std::vector{0, 0, 0, 0}));
        QCOMPARE(pixels(activationPicture(at::full({4}, -3.0f), Shape{{4}})), (std::vector{128, 128, 128, 128}));
    }

    void numbersThatAreNoneAreDrawnAsNothing() {
        const float none = std::numeric_limits<float>::quiet_NaN();
        QCOMPARE(pixels(activationPicture(at::tensor({none, 1.0f, 0.0f, 1.0f}), Shape{{4}})), (std::vector{0, 255, 0, 255}));
        const float endless = std::numeric_limits<float>::infinity();
        QCOMPARE(pixels(activationPicture(at::tensor({endless, -endless}), Shape{{2}})), (std::vector{255, 0}));
    }

    void manyLargeChannelsAreShrunk() {
        const Image image = activationPicture(at::rand({64, 128, 128}), Shape{{64, 128, 128}});
        QCOMPARE(image.width, 256);
        QCOMPARE(image.height, 256);
        // Four by four pixels of a channel become one.
        at::Tensor channels = at::zeros({64, 128, 128});
        channels[9].narrow(0, 0, 4).narrow(1, 0, 4).fill_(1);
        const Image one = activationPicture(channels, Shape{{64, 128, 128}});
        QCOMPARE(std::ranges::count(one.pixels, 255), 1);
        QCOMPARE(int(one.pixels[32 * 256 + 32]), 255); // the second of the second row
    }
};

HOURGLASS_TEST(ActivationPictureTest)
#include "ActivationPictureTest.moc"
