// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/RunTableFile.h"
#include "tests/support/TestMain.h"
#include "tests/ui/history/Records.h"

using namespace hourglass;
using namespace hourglass::ui;

class RunTableFileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fieldsAreQuotedWhereTheyMustBe();
    void numbersAreInFullWhateverTheLocale();
};

void RunTableFileTest::fieldsAreQuotedWhereTheyMustBe() {
    RunSummary run = test::record("a \"good\" one").summary;
    run.id = "1";
    run.tags = "x, y";
    run.notes = "two\r\nlines";
    run.file = "/ä";
    run.mse.reset();
    const QByteArray csv = toCsv({run});
    QCOMPARE(csv,
             QByteArray("id,started,state,message,name,variant,dataset,codeSize,epochs,seconds,mse,pcaMse,"
                        "pcaComponents,tags,notes,file\n"
                        "1,2023-11-14T22:13:20.000Z,completed,,\"a \"\"good\"\" one\",Denoising,Handwritten digits,32,3,"
                        "12.5,,0.0171,32,\"x, y\",\"two\r\nlines\",/ä\n"));
    QCOMPARE(toCsv({}).count("\n"), 1);
}

void RunTableFileTest::numbersAreInFullWhateverTheLocale() {
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::German));
    RunSummary run = test::record("x").summary;
    run.mse = 0.012345678901234567;
    run.codeSize = 12345;
    const QByteArray csv = toCsv({run});
    QLocale::setDefault(before);
    QVERIFY2(csv.contains(",12345,3,12.5,0.012345678901234567,"), csv.constData());
}

HOURGLASS_TEST(RunTableFileTest)
#include "RunTableFileTest.moc"
