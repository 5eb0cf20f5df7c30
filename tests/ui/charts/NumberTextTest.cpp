// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/NumberText.h"
#include "tests/support/TestMain.h"

#include <limits>

using namespace hourglass::ui;

class NumberTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

    void numbersAreWrittenForReaders_data() {
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << 0.0 << "0";
        QTest::newRow("nothing, from below") << -0.0 << "0";
        QTest::newRow("a count") << 1024.0 << "1,024";
        QTest::newRow("a large count") << 45712.0 << "45,712";
        QTest::newRow("a larger count") << 512345.0 << "512,000";
        QTest::newRow("a very large count") << 1234567.0 << "1.23e6";
        QTest::newRow("rounds up to a long one") << 999999.0 << "1e6";
        QTest::newRow("a fraction") << 0.654321 << "0.654";
        QTest::newRow("below nothing") << -26.14 << "-26.1";
        QTest::newRow("no more digits than it has") << 0.5 << "0.5";
        QTest::newRow("small") << 0.00028353 << "0.000284";
        QTest::newRow("very small") << 0.000028353 << "2.84e-5";
        QTest::newRow("no number") << std::numeric_limits<double>::quiet_NaN() << "nan";
    }

    void numbersAreWrittenForReaders() {
        QFETCH(double, value);
        QTEST(numberText(value), "text");
    }

    void digitsCanBeChosen() { QCOMPARE(numberText(0.00028353, 4), QString("0.0002835")); }
};

HOURGLASS_TEST(NumberTextTest)
#include "NumberTextTest.moc"
