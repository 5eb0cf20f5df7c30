// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/Walk.h"
#include "tests/support/TestMain.h"

#include <cmath>
#include <numbers>
#include <numeric>
#include <random>

using namespace hourglass;

namespace {

double lengthOf(const CodeValues& code) {
    return std::sqrt(std::inner_product(code.begin(), code.end(), code.begin(), 0.0));
}

double angleOf(const CodeValues& code) {
    return std::atan2(code[1], code[0]);
}

CodeValues randomCode(std::mt19937& noise, int numbers, double length) {
    std::normal_distribution<float> normal;
    CodeValues code(std::size_t(numbers), 0.0f);
    for (float& number : code)
        number = normal(noise);
    const double now = lengthOf(code);
    for (float& number : code)
        number = float(number * length / now);
    return code;
}

void compare(const CodeValues& code, const CodeValues& expected, double most = 1e-6) {
    QCOMPARE(code.size(), expected.size());
    for (std::size_t i = 0; i < code.size(); ++i)
        QVERIFY2(std::abs(code[i] - expected[i]) <= most, qPrintable(QString::number(code[i])));
}

} // namespace

class WalkTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bothEndsAreReached_data() {
        QTest::addColumn<bool>("spherical");
        QTest::newRow("straight") << false;
        QTest::newRow("spherical") << true;
    }
    void bothEndsAreReached() {
        QFETCH(bool, spherical);
        std::mt19937 noise(1);
        const CodeValues a = randomCode(noise, 9, 2), b = randomCode(noise, 9, 5);
        const std::vector<float> codes = walk(a, b, 4, spherical ? WalkPath::Spherical : WalkPath::Straight);
        QCOMPARE(codes.size(), std::size_t(4 * 9));
        compare({codes.begin(), codes.begin() + 9}, a);
        compare({codes.end() - 9, codes.end()}, b, 2e-6);
    }

    void theStraightWayIsABlend() {
        compare(between({1, 2}, {3, -2}, 0.25, WalkPath::Straight), {1.5, 1});
        compare(between({1, 2}, {3, -2}, 1.5, WalkPath::Straight), {4, -4});
    }

    // Codes of one length: all of the way has it.
    void theSphericalWayKeepsTheLength() {
        std::mt19937 noise(2);
        for (int numbers : {2, 8, 512})
            for (int round = 0; round < 20; ++round) {
                const CodeValues a = randomCode(noise, numbers, 3), b = randomCode(noise, numbers, 3);
                for (double t = 0; t <= 1; t += 0.125)
                    QVERIFY(std::abs(lengthOf(between(a, b, t, WalkPath::Spherical)) - 3) < 1e-5);
            }
    }

    // In the plane it is known by its angle and its length, each of which changes evenly.
    void theSphericalWayTurnsEvenly() {
        const double first = 0.3, turn = 2.1;
        const CodeValues a = {float(2 * std::cos(first)), float(2 * std::sin(first))};
        const CodeValues b = {float(4 * std::cos(first + turn)), float(4 * std::sin(first + turn))};
        for (double t = 0; t <= 1; t += 0.1) {
            const CodeValues code = between(a, b, t, WalkPath::Spherical);
            QVERIFY(std::abs(angleOf(code) - (first + t * turn)) < 1e-6);
            QVERIFY(std::abs(lengthOf(code) - (2 + 2 * t)) < 1e-6);
        }
    }

    void withoutADirectionBetweenTheWayIsStraight_data() {
        QTest::addColumn<float>("x");
        QTest::addColumn<float>("y");
        QTest::newRow("zero") << 0.0f << 0.0f;
        QTest::newRow("the same") << 1.0f << 2.0f;
        QTest::newRow("the same direction") << 3.0f << 6.0f;
        QTest::newRow("opposite") << -1.0f << -2.0f;
    }
    void withoutADirectionBetweenTheWayIsStraight() {
        QFETCH(float, x);
        QFETCH(float, y);
        const CodeValues a = {1, 2}, b = {x, y};
        compare(between(a, b, 0.3, WalkPath::Spherical), between(a, b, 0.3, WalkPath::Straight));
        compare(between(b, a, 0.3, WalkPath::Spherical), between(b, a, 0.3, WalkPath::Straight));
    }

    void oneStepIsTheBeginning() {
        compare(walk({1, 2}, {3, 4}, 1, WalkPath::Straight), {1, 2});
        QVERIFY(walk({1, 2}, {3, 4}, 0, WalkPath::Straight).empty());
    }

    // (1 − x)(1 − y) · topLeft + …, as in any textbook.
    void betweenFourCornersItIsBilinear() {
        const WalkCorners corners{{1, 0}, {3, 1}, {-2, 5}, {0, -4}};
        const double x = 0.2, y = 0.7;
        CodeValues expected(2);
        for (std::size_t i = 0; i < 2; ++i)
            expected[i] = float((1 - x) * (1 - y) * corners.topLeft[i] + x * (1 - y) * corners.topRight[i] +
                                (1 - x) * y * corners.bottomLeft[i] + x * y * corners.bottomRight[i]);
        compare(amid(corners, x, y, WalkPath::Straight), expected);
        compare(amid(corners, 1, 0, WalkPath::Spherical), corners.topRight);
        compare(amid(corners, 0, 1, WalkPath::Spherical), corners.bottomLeft);
    }

    void aSweepMovesOneNumber() { compare(sweep({7, 8, 9}, 1, -1, 1, 3), {7, -1, 9, 7, 0, 9, 7, 1, 9}); }

    void fieldsOfAPlaneAreReadLikeAPage() {
        const CodePlane plane{
            .base = {9, 9, 9}, .xDimension = 2, .yDimension = 0, .left = 0, .right = 4, .bottom = 0, .top = 2};
        compare(planeCodes(plane, 2, 2), {1.5, 9, 1, 1.5, 9, 3, 0.5, 9, 1, 0.5, 9, 3});
    }
};

HOURGLASS_TEST(WalkTest)
#include "WalkTest.moc"
