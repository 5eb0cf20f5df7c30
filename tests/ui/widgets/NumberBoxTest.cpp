// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/NumberBox.h"
#include "tests/support/TestMain.h"

#include <QLineEdit>

using namespace hourglass;
using hourglass::ui::NumberBox;

class NumberBoxTest : public QObject {
    Q_OBJECT

    static ParameterSpec rate() { return ParameterSpec::real("rate", "Rate", 1e-3, 0, 1, 1e-4).asLogarithmic(); }

private Q_SLOTS:
    void shortTextReadsBack_data() {
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("text");
        QTest::newRow("zero") << 0.0 << "0";
        QTest::newRow("one") << 1.0 << "1";
        QTest::newRow("share") << 0.05 << "0.05";
        QTest::newRow("thousandth") << 0.001 << "1e-3";
        QTest::newRow("three ten-thousandths") << 0.0003 << "3e-4";
        QTest::newRow("tiny") << 1.5e-12 << "1.5e-12";
        QTest::newRow("thousand") << 1000.0 << "1000";
        QTest::newRow("million") << 1e6 << "1e6";
        QTest::newRow("negative") << -0.001 << "-1e-3";
    }
    void shortTextReadsBack() {
        QFETCH(double, value);
        QFETCH(QString, text);
        QCOMPARE(NumberBox::shortText(value), text);
        QCOMPARE(text.toDouble(), value);
    }

    void logarithmicRealStepsThroughDecades() {
        NumberBox box(rate());
        box.showValue(1e-3);
        for (const char* expected : {"2e-3", "5e-3", "0.01", "0.02"}) {
            box.stepBy(1);
            QCOMPARE(box.text(), QString(expected));
        }
        box.showValue(3e-4); // Between two stops: the next one either way.
        box.stepBy(-1);
        QCOMPARE(box.value(), 2e-4);
    }

    void logarithmicRealReachesZeroAndLeavesIt() {
        NumberBox box(rate());
        box.showValue(1e-4);
        box.stepBy(-1);
        QCOMPARE(box.value(), 0.0);
        box.stepBy(1);
        QCOMPARE(box.value(), 1e-4);
    }

    void logarithmicIntegerStepsThroughPowersOfTwo() {
        NumberBox box(ParameterSpec::integer("batch", "Batch", 128, 1, 1000).asLogarithmic());
        box.showValue(100);
        box.stepBy(1);
        QCOMPARE(box.value(), 128.0);
        box.stepBy(1);
        QCOMPARE(box.value(), 256.0);
        box.stepBy(2);
        QCOMPARE(box.value(), 1000.0);
        box.showValue(3);
        box.stepBy(-1);
        QCOMPARE(box.value(), 2.0);
    }

    void linearStepsLeaveNoBinaryDust() {
        NumberBox box(ParameterSpec::real("share", "Share", 0.1, 0, 1, 0.1));
        box.showValue(0.1);
        box.stepBy(2);
        QCOMPARE(box.text(), QString("0.3"));
    }

    void reportsATypedValueWhenItIsDone() {
        NumberBox box(rate());
        box.showValue(0.5);
        QSignalSpy changed(&box, &QDoubleSpinBox::valueChanged);
        box.selectAll();
        QTest::keyClicks(&box, "1e-5");
        QCOMPARE(changed.size(), 0);
        QTest::keyClick(&box, Qt::Key_Return);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(box.value(), 1e-5);
    }

    void readsADecimalComma() {
        NumberBox box(rate());
        box.selectAll();
        QTest::keyClicks(&box, "0,25");
        QTest::keyClick(&box, Qt::Key_Return);
        QCOMPARE(box.value(), 0.25);
    }

    void letsNothingOutOfRangeIn() {
        NumberBox real(rate());
        real.selectAll();
        QTest::keyClicks(&real, "7");
        QTest::keyClick(&real, Qt::Key_Return);
        QCOMPARE(real.value(), 1.0);
        QTest::keyClicks(&real, "-x"); // Neither a sign nor a letter belongs into a share.
        QTest::keyClick(&real, Qt::Key_Return);
        QCOMPARE(real.value(), 1.0);

        NumberBox integer(ParameterSpec::integer("epochs", "Epochs", 5, 1, 100));
        integer.selectAll();
        QTest::keyClicks(&integer, "123"); // The third digit would leave the range and is refused.
        QTest::keyClick(&integer, Qt::Key_Return);
        QCOMPARE(integer.value(), 12.0);
    }

    void keepsTheUnitOutOfTheValue() {
        NumberBox box(ParameterSpec::integer("epochs", "Epochs", 5, 1, 100).withUnit("epochs"));
        box.showValue(7);
        QVERIFY(box.text().startsWith("7"));
        QVERIFY(box.text().endsWith("epochs"));
        box.selectAll();
        QTest::keyClicks(&box, "42");
        QTest::keyClick(&box, Qt::Key_Return);
        QCOMPARE(std::get<std::int64_t>(box.parameterValue()), std::int64_t(42));
    }

    void showingTheSameValueLeavesTypingAlone() {
        NumberBox box(rate());
        box.showValue(0.5);
        box.selectAll();
        QTest::keyClicks(&box, "0.2");
        box.showValue(0.5);
        QCOMPARE(box.findChild<QLineEdit*>()->text(), QString("0.2"));
    }
};

HOURGLASS_TEST(NumberBoxTest)
#include "NumberBoxTest.moc"
