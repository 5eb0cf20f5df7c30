// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explore/NumberSearch.h"
#include "tests/support/TestMain.h"

#include <QList>

using namespace hourglass::ui;

class NumberSearchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void numbersAndRanges_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<int>>("found"); // of 1 to 12
        QTest::newRow("one") << "3" << QList<int>{3};
        QTest::newRow("several") << "3, 5,7" << QList<int>{3, 5, 7};
        QTest::newRow("a range") << "9-11" << QList<int>{9, 10, 11};
        QTest::newRow("a range with spaces") << "9 - 11" << QList<int>{9, 10, 11};
        QTest::newRow("with many of them") << " 2 ;  9   -  10 " << QList<int>{2, 9, 10};
        QTest::newRow("a dash") << QString("9–10, 2") << QList<int>{2, 9, 10};
        QTest::newRow("spaces between") << "1 4 6" << QList<int>{1, 4, 6};
        QTest::newRow("a range of one") << "4-4" << QList<int>{4};
        QTest::newRow("backwards") << "6-4" << QList<int>{};
        QTest::newRow("half a range") << "4-" << QList<int>{};
        QTest::newRow("half a range among others") << "2, 4-" << QList<int>{2};
        QTest::newRow("words") << "mean" << QList<int>{};
        QTest::newRow("words among others") << "x, 2" << QList<int>{2};
        QTest::newRow("nothing between commas") << ",, 2,," << QList<int>{2};
        QTest::newRow("not there") << "13" << QList<int>{};
        QTest::newRow("too large for a number") << "99999999999999999999" << QList<int>{};
    }
    void numbersAndRanges() {
        QFETCH(QString, text);
        QFETCH(QList<int>, found);
        const NumberSearch search(text);
        QList<int> matching;
        for (int number = 1; number <= 12; ++number)
            if (search.matches(number))
                matching << number;
        QCOMPARE(matching, found);
    }

    void anEmptyTextFindsAll() {
        for (const char* text : {"", "  "})
            for (const int number : {1, 4096})
                QVERIFY(NumberSearch(text).matches(number));
        QVERIFY(!NumberSearch(",").matches(1)); // something that cannot be read
    }
};

HOURGLASS_TEST(NumberSearchTest)
#include "NumberSearchTest.moc"
