// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/PictureComparison.h"
#include "tests/support/TestMain.h"
#include "tests/ui/compare/Compared.h"

using namespace hourglass;
using namespace hourglass::ui;
using test::compared;
using test::record;

class PictureComparisonTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void runsOnTheSameSamplesStandTogether();
    void runsWithoutPicturesAreLeftOut();
    void everyPictureCanBeTakenAway();
};

void PictureComparisonTest::runsOnTheSameSamplesStandTogether() {
    const RunRecord first = record("first");
    RunRecord other = record("other data"), third = record("third");
    other.details.originals.pop_back();
    other.details.rebuilt.pop_back();
    third.details.rebuilt[1].fill(Qt::white);
    const ImageGrid::Content content = pictureComparison({compared(first), compared(other), compared(third)});
    QStringList titles;
    for (const ImageGrid::Row& row : content.rows)
        titles << row.title;
    QCOMPARE(titles, (QStringList{"original", "first", "third", "original", "other data"}));
    QCOMPARE(content.columns.size(), 2U);
    for (const ImageGrid::Row& row : content.rows)
        QCOMPARE(row.images.size(), 2U);
    QVERIFY(content.rows[0].images == first.details.originals);
    QVERIFY(content.rows[2].images == third.details.rebuilt);
    QVERIFY(content.rows[4].images[1].isNull());
}

void PictureComparisonTest::runsWithoutPicturesAreLeftOut() {
    RunRecord run = record("young");
    run.details.originals.clear();
    run.details.rebuilt.clear();
    const ImageGrid::Content content = pictureComparison({compared(run)});
    QVERIFY(content.rows.empty() && content.columns.empty());
}

void PictureComparisonTest::everyPictureCanBeTakenAway() {
    PictureComparison pictures;
    QVERIFY(pictures.isEmpty());
    RunRecord run = record("run");
    QImage colours(3, 2, QImage::Format_RGB888); // rows of nine bytes and three of padding
    colours.fill(QColor(1, 2, 3));
    QImage grey(3, 2, QImage::Format_Grayscale8);
    grey.fill(2);
    run.details.originals = {colours};
    run.details.rebuilt = {grey};
    pictures.setRuns({compared(run)});
    QVERIFY(!pictures.isEmpty());
    const QByteArrayList lines = pictures.csv()().split('\n');
    QCOMPARE(lines.size(), 4);
    QVERIFY(lines[0].startsWith("run,sample,width,height,channels,value1,") && lines[0].endsWith(",value18"));
    QCOMPARE(lines[1], "original,1,3,2,3" + QByteArray(",1,2,3").repeated(6));
    QCOMPARE(lines[2], "run,1,3,2,1" + QByteArray(",2").repeated(6));
}

HOURGLASS_TEST(PictureComparisonTest)
#include "PictureComparisonTest.moc"
