// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/Dataset.h"
#include "tests/support/TestMain.h"

#include <ATen/Functions.h>

#include <limits>

using namespace hourglass;

class SampleImageTest : public QObject {
    Q_OBJECT

    using Bytes = std::vector<std::uint8_t>;

private Q_SLOTS:
    void greyKeepsEveryByte() {
        const Image image = toImage(at::arange(256, at::kFloat).div_(255), {{1, 16, 16}});
        QCOMPARE(image.width, 16);
        QCOMPARE(image.channels, 1);
        for (int i = 0; i < 256; ++i)
            QCOMPARE(image.pixels[std::size_t(i)], i);
    }

    void coloursAreInterleaved() {
        const at::Tensor sample = at::tensor({0.0f, 0.2f, 0.4f, 0.6f, 0.8f, 1.0f}).reshape({3, 1, 2});
        QCOMPARE(toImage(sample, {{3, 1, 2}}), (Image{2, 1, 3, {0, 102, 204, 51, 153, 255}}));
    }

    void otherChannelsAreAveraged() {
        const at::Tensor sample = at::tensor({0.0f, 0.2f, 0.4f, 1.0f}).reshape({4, 1, 1});
        QCOMPARE(toImage(sample, {{4, 1, 1}}), (Image{1, 1, 1, {102}}));
    }

    void valuesOutsideTheRangeAreClipped() {
        const float nan = std::numeric_limits<float>::quiet_NaN();
        const float infinity = std::numeric_limits<float>::infinity();
        const at::Tensor sample = at::tensor({-3.0f, -2.0f, 0.0f, 2.0f, 3.0f, nan, infinity, -infinity, 1.0f});
        QCOMPARE(toImage(sample, {{1, 3, 3}}, -2, 2).pixels, (Bytes{0, 0, 128, 255, 255, 0, 255, 0, 191}));
    }

    void vectorsAreBlocks_data() {
        QTest::addColumn<int>("features");
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        QTest::newRow("1") << 1 << 1 << 1;
        QTest::newRow("6") << 6 << 3 << 2;
        QTest::newRow("13") << 13 << 13 << 1;
        QTest::newRow("30") << 30 << 6 << 5;
        QTest::newRow("784") << 784 << 28 << 28;
    }

    void vectorsAreBlocks() {
        QFETCH(int, features);
        const Image image = toImage(at::linspace(0, 1, features, at::kFloat), {{features}});
        QTEST(image.width, "width");
        QTEST(image.height, "height");
        QCOMPARE(image.pixels.size(), std::size_t(features));
    }

    void thumbnailIsTheAreaAverage() {
        const Image image{4, 2, 1, {0, 10, 100, 120, 20, 30, 140, 160}};
        QCOMPARE(thumbnail(image, 2), (Image{2, 1, 1, {15, 130}}));
        const Image colours{2, 2, 3, {0, 8, 16, 4, 12, 20, 8, 16, 24, 12, 20, 28}};
        QCOMPARE(thumbnail(colours, 1), (Image{1, 1, 3, {6, 14, 22}}));
    }

    void thumbnailKeepsSmallAndThinOnes() {
        const Image small{3, 2, 1, Bytes(6, 7)};
        QCOMPARE(thumbnail(small, 3), small);
        const Image thin{1000, 1, 1, Bytes(1000, 9)};
        QCOMPARE(thumbnail(thin, 32), (Image{32, 1, 1, Bytes(32, 9)}));
    }
};

HOURGLASS_TEST(SampleImageTest)
#include "SampleImageTest.moc"
