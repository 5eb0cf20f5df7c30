// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/FigureCsv.h"
#include "tests/support/TestMain.h"
#include "ui/widgets/CsvText.h"

#include <cmath>

using namespace hourglass;
using namespace hourglass::ui;

/// Every kind of figure as a table.
class FigureCsvTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cells() {
        QCOMPARE(csvCell(QString("plain")), QByteArray("plain"));
        QCOMPARE(csvCell(QString("a,b")), QByteArray("\"a,b\""));
        QCOMPARE(csvCell(QString("say \"ä\"")), QByteArray("\"say \"\"ä\"\"\""));
        QCOMPARE(csvCell(QString("two\nlines")), QByteArray("\"two\nlines\""));
        QCOMPARE(csvCell(0.1), QByteArray("0.1"));
        QCOMPARE(csvCell(0.1F), QByteArray("0.1"));
        QCOMPARE(csvCell(std::nan("")), QByteArray());
        QCOMPARE(csvCell(1.0 / 3).toDouble(), 1.0 / 3);
    }

    void tables_data() {
        QTest::addColumn<int>("index");
        QTest::addColumn<QByteArray>("table");
        QTest::newRow("bars") << 0 << QByteArray("x from,x to,value\n0,1,5\n1,2,0.5\n");
        QTest::newRow("pictures") << 1
                                  << QByteArray("picture,caption,opacity,width,height,channels,value1,value2\n"
                                                "0,first,1,2,1,1,0,255\n1,,0.5,1,2,1,7,8\n");
        QTest::newRow("arrows") << 2 << QByteArray("a,b,a to,b to,class\n1,2,3,4,0\n5,6,,,\n");
        QTest::newRow("graph") << 3 << QByteArray("from,to,strength\nz1,\"z,2\",0.75\n");
        QTest::newRow("table") << 5 << QByteArray("row,\"a,b\",c\nfirst,1.25,\n");
        QTest::newRow("facts") << 4 << QByteArray("name,value\nentries,7 of 8\n");
    }
    void tables() {
        QFETCH(int, index);
        QFETCH(QByteArray, table);
        const Figure figures[] = {{"", "", BarFigure{"", "", {5, 0.5}, 0, 1}},
                                  {"", "", PictureFigure{{{2, 1, 1, {0, 255}}, {1, 2, 1, {7, 8}}}, {"first"}, {1, 0.5}, 0}},
                                  {"", "", ArrowFigure{"a", "b", {1, 5}, {2, 6}, {3}, {4}, {0, -1}}},
                                  {"", "", GraphFigure{{"z1", "z,2"}, {{0, 1, 0.75}}}},
                                  {"", "", FactFigure{{{"entries", "7 of 8"}}}},
                                  {"", "", TableFigure{{"a,b", "c"}, {"first"}, {1.25, std::nan("")}}}};
        QCOMPARE(figureCsv(figures[index]), table);
    }
};

HOURGLASS_TEST(FigureCsvTest)
#include "FigureCsvTest.moc"
