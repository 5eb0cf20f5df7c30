// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/AxisScale.h"
#include "tests/support/TestMain.h"

#include <cmath>

using namespace hourglass::ui;

namespace {

QStringList labels(const AxisScale& scale) {
    QStringList texts;
    for (const AxisScale::Tick& tick : scale.ticks)
        texts << tick.label;
    return texts;
}

} // namespace

class AxisScaleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

    void stepsAreRoundAndFew() {
        QCOMPARE(niceStep(10, 10), 1.0);
        QCOMPARE(niceStep(10, 9), 2.0);
        QCOMPARE(niceStep(10, 4), 5.0);
        QCOMPARE(niceStep(0.07, 5), 0.02);
        QCOMPARE(niceStep(900, 1), 1000.0);
    }

    void linearLabels() {
        QCOMPARE(labels(linearScale(0, 5000, 6)), QStringList({"0", "1,000", "2,000", "3,000", "4,000", "5,000"}));
        QCOMPARE(labels(linearScale(-0.05, 0.1, 4)), QStringList({"-0.05", "0.00", "0.05", "0.10"}));
        QCOMPARE(labels(linearScale(-6.4, 7.2, 3)), QStringList({"-5", "0", "5"}));
        QCOMPARE(labels(linearScale(-3.2, 3.1, 7)), QStringList({"-3", "-2", "-1", "0", "1", "2", "3"}));
    }

    void logarithmicLabels() {
        QCOMPARE(labels(logarithmicScale(0, 2, 8)), QStringList({"1", "2", "5", "10", "20", "50", "100"}));
        QCOMPARE(labels(logarithmicScale(-3, 3, 8)), QStringList({"0.001", "0.01", "0.1", "1", "10", "100", "1,000"}));
        // Narrower than from 1 to 2: round values between.
        QCOMPARE(labels(logarithmicScale(std::log10(0.0121), std::log10(0.0169), 6)),
                 QStringList({"0.013", "0.014", "0.015", "0.016"}));
    }

    void labelsOfAnAxisHaveOneForm() {
        QCOMPARE(labels(linearScale(0, 1.3e6, 5)), QStringList({"0", "0.5e6", "1.0e6"}));
        QCOMPARE(labels(linearScale(0, 900000, 5)), QStringList({"0", "200,000", "400,000", "600,000", "800,000"}));
        QCOMPARE(labels(linearScale(-6e-5, 3e-5, 4)), QStringList({"-5e-5", "0"}));
        QCOMPARE(labels(logarithmicScale(4, 7, 8)), QStringList({"1e4", "1e5", "1e6", "1e7"}));
        QCOMPARE(labels(logarithmicScale(-4, 0, 8)), QStringList({"0.0001", "0.001", "0.01", "0.1", "1"}));
    }

    void aRangeOfOneBitEnds() {
        const double value = 543.4;
        const double next = std::nextafter(value, 1000.0);
        QVERIFY(linearScale(value, next, 6).ticks.size() < 100);
        QVERIFY(logarithmicScale(std::log10(value), std::nextafter(std::log10(value), 3.0), 6).ticks.size() < 100);
        QVERIFY(linearScale(value, value, 6).ticks.empty());
    }

    void neighboursInANarrowRangeDiffer() {
        const QStringList texts = labels(linearScale(543.4, 543.40001, 6));
        QVERIFY(texts.size() >= 2);
        QCOMPARE(QSet<QString>(texts.begin(), texts.end()).size(), texts.size());
    }

    void ticksLieWhereTheirLabelsSay_data() {
        QTest::addColumn<double>("lower");
        QTest::addColumn<double>("upper");
        QTest::newRow("units") << 0.3 << 17.0;
        QTest::newRow("small") << 0.0123 << 0.0171;
        QTest::newRow("large") << 12.0 << 98765.0;
        QTest::newRow("very large") << 400.0 << 7654321.0;
        QTest::newRow("very small") << 0.0000012 << 0.00034;
    }

    void ticksLieWhereTheirLabelsSay() {
        QFETCH(double, lower);
        QFETCH(double, upper);
        const auto check = [](const AxisScale& scale, auto valueOf) {
            QVERIFY(scale.ticks.size() >= 2);
            for (const AxisScale::Tick& tick : scale.ticks) {
                QVERIFY(tick.position >= scale.lower && tick.position <= scale.upper);
                const double value = QLocale().toDouble(tick.label);
                QVERIFY(std::abs(valueOf(tick.position) - value) <= 1e-9 * std::abs(value));
            }
        };
        for (const int atMost : {3, 5, 12}) {
            check(linearScale(lower, upper, atMost), [](double position) { return position; });
            check(logarithmicScale(std::log10(lower), std::log10(upper), atMost),
                  [](double position) { return std::pow(10, position); });
        }
    }
};

HOURGLASS_TEST(AxisScaleTest)
#include "AxisScaleTest.moc"
