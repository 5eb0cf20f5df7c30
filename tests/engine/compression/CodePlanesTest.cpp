// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/compression/CodePlanes.h"
#include "tests/support/TestMain.h"

#include <cmath>
#include <cstdlib>
#include <functional>
#include <map>
#include <random>

using namespace hourglass;

namespace {

/// Of a Laplace distribution, the usual one of codes.
CodePlanes laplace(int width, int height, int channels, const std::function<double(int channel)>& scale) {
    std::mt19937 random(1);
    std::exponential_distribution<double> sizes(1);
    std::bernoulli_distribution signs;
    CodePlanes planes(width, height, channels);
    for (int channel = 0; channel < channels; ++channel)
        for (std::size_t i = 0; i < planes.area(); ++i) {
            const double value = scale(channel) * sizes(random);
            planes.plane(channel)[i] = std::int32_t(std::lround(signs(random) ? value : -value));
        }
    return planes;
}

/// Bytes that the numbers take if each plane's distribution is known beforehand (Shannon).
double entropy(const CodePlanes& planes) {
    double bits = 0;
    for (int channel = 0; channel < planes.channels; ++channel) {
        std::map<std::int32_t, int> counts;
        for (std::size_t i = 0; i < planes.area(); ++i)
            ++counts[planes.plane(channel)[i]];
        for (const auto& [number, count] : counts)
            bits -= count * std::log2(count / double(planes.area()));
    }
    return bits / 8;
}

CodePlanes backAndForth(const CodePlanes& planes) {
    return unpacked(packed(planes), planes.width, planes.height, planes.channels);
}

} // namespace

class CodePlanesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsLost_data() {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        QTest::addColumn<int>("channels");
        QTest::addColumn<double>("scale");
        QTest::newRow("one number") << 1 << 1 << 1 << 3.0;
        QTest::newRow("a row") << 100 << 1 << 2 << 0.3;
        QTest::newRow("a column") << 1 << 100 << 2 << 0.3;
        QTest::newRow("nothing but zeros") << 20 << 30 << 4 << 0.0;
        QTest::newRow("mostly zeros") << 33 << 17 << 8 << 0.1;
        QTest::newRow("small") << 33 << 17 << 8 << 1.0;
        QTest::newRow("large") << 33 << 17 << 8 << 1000.0;
    }
    void nothingIsLost() {
        QFETCH(int, width);
        QFETCH(int, height);
        QFETCH(int, channels);
        QFETCH(double, scale);
        const CodePlanes planes = laplace(width, height, channels, [scale](int) { return scale; });
        QVERIFY(backAndForth(planes) == planes);
    }

    void theLargestNumbersPass() {
        CodePlanes planes(9, 7, 2);
        std::mt19937 random(1);
        std::uniform_int_distribution<std::int32_t> any(-CodePlanes::largest, CodePlanes::largest);
        for (std::int32_t& number : planes.values)
            number = any(random);
        for (std::size_t i = 0; i < planes.values.size(); i += 2) // so that differences are twice as large
            planes.values[i] = i % 4 ? CodePlanes::largest : -CodePlanes::largest;
        QVERIFY(backAndForth(planes) == planes);
    }

    void carriesPass() { // a range coder's weak spot: bytes of 255 that a carry may still come through
        for (unsigned seed = 0; seed < 300; ++seed) {
            std::mt19937 random(seed);
            std::geometric_distribution<int> sizes(0.05 + 0.9 * double(seed) / 300);
            CodePlanes planes(16, 16, 1);
            for (std::int32_t& number : planes.values)
                number = random() % 2 ? sizes(random) : -sizes(random);
            QVERIFY(backAndForth(planes) == planes);
        }
    }

    void itComesNearTheEntropy_data() {
        QTest::addColumn<double>("scale");
        for (const double scale : {0.2, 0.5, 1.0, 3.0, 10.0})
            QTest::newRow(qPrintable(QString::number(scale))) << scale;
    }
    void itComesNearTheEntropy() {
        QFETCH(double, scale);
        const CodePlanes planes = laplace(64, 64, 8, [scale](int channel) { return scale / (1 + channel); });
        const double least = entropy(planes);
        QVERIFY2(double(packed(planes).size()) < 1.06 * least + 20,
                 qPrintable(QString("%1 bytes, entropy %2").arg(packed(planes).size()).arg(least)));
    }

    void neighboursTellOfEachOther() {
        CodePlanes slope(64, 64, 1); // flat but for a hill: every number is foretold
        for (int y = 0; y < 64; ++y)
            for (int x = 0; x < 64; ++x)
                slope.values[std::size_t(64 * y + x)] = 2 * x + 3 * y;
        QVERIFY(backAndForth(slope) == slope);
        QVERIFY(double(packed(slope).size()) < 0.1 * entropy(slope));
    }

    void whateverTheBytesAreNumbersComeOut() {
        std::mt19937 random(1);
        for (int i = 0; i < 500; ++i) {
            std::string bytes(random() % 60, '\0');
            for (char& byte : bytes)
                byte = char(random());
            for (const std::int32_t number : unpacked(bytes, 8, 9, 3).values)
                QVERIFY(std::abs(number) <= CodePlanes::largest);
        }
    }
};

HOURGLASS_TEST(CodePlanesTest)
#include "CodePlanesTest.moc"
