// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/RunTable.h"
#include "tests/support/TestMain.h"
#include "tests/ui/history/Records.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace hourglass;
using namespace hourglass::ui;
using Runs = std::vector<RunSummary>;
using test::listOf;

namespace {

RunSummary run(const QString& name, double mse, qint64 started) {
    RunSummary run = test::record(name, started).summary;
    run.mse = mse;
    run.searchText = (name + "\ndenoising\ndigits").toLower();
    return run;
}

Runs threeRuns() {
    return {run("Charlie", 0.2, 3000), run("Alpha", 0.3, 2000), run("bravo", 0.1, 1000)};
}

QString names(const RunTable& table) {
    QStringList names;
    for (int row = 0; row < table.rowCount(); ++row)
        names << table.index(row, RunTable::Name).data().toString();
    return names.join(' ');
}

bool setTicked(RunTable& table, int row, bool ticked) {
    return table.setData(table.index(row, RunTable::Tick), ticked ? Qt::Checked : Qt::Unchecked, Qt::CheckStateRole);
}

} // namespace

class RunTableTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pcaComesFirstWhateverTheOrder();
    void figuresThatAreNotKnownAreNoZeros();
    void tickedRunsComeFirstInEitherOrder();
    void searchingWantsEveryWord();
    void whatChangesKeepsTheCursor();
    void manyChangesAtOnce();
    void ticksHaveColoursThatStay();
    void aRunThatComesBackIsTickedAgain();
    void noMoreTicksThanColours();
    void pcaFollowsTheTickedRuns();
    void editingProposes();
    void anEditedRunTakesItsPlace();
    void thumbnailsAreAskedForOnce();
    void thumbnailsFollowTheTraining();
};

void RunTableTest::pcaComesFirstWhateverTheOrder() {
    RunTable table;
    const QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(names(table), "PCA");
    table.setRuns(listOf(threeRuns()));
    QCOMPARE(names(table), "PCA Charlie Alpha bravo"); // the latest first
    table.sort(RunTable::Name, Qt::AscendingOrder);
    QCOMPARE(names(table), "PCA Alpha bravo Charlie");
    table.sort(RunTable::Name, Qt::DescendingOrder);
    QCOMPARE(names(table), "PCA Charlie bravo Alpha");
    table.sort(RunTable::Mse, Qt::AscendingOrder);
    QCOMPARE(names(table), "PCA bravo Charlie Alpha");
}

void RunTableTest::figuresThatAreNotKnownAreNoZeros() {
    Runs runs = threeRuns();
    runs[0].mse.reset();
    RunTable table;
    table.setRuns(listOf(runs));
    QVERIFY(table.index(1, RunTable::Mse).data().toString().isEmpty());
    table.sort(RunTable::Mse, Qt::AscendingOrder);
    QCOMPARE(names(table), "PCA bravo Alpha Charlie");
    table.sort(RunTable::Mse, Qt::DescendingOrder);
    QCOMPARE(names(table), "PCA Alpha bravo Charlie"); // still the last
}

void RunTableTest::tickedRunsComeFirstInEitherOrder() {
    RunTable table;
    table.setRuns(listOf(threeRuns()));
    setTicked(table, 3, true); // bravo
    setTicked(table, 2, true); // Alpha
    table.sort(RunTable::Tick, Qt::AscendingOrder);
    QCOMPARE(names(table), "PCA bravo Alpha Charlie");
    table.sort(RunTable::Tick, Qt::DescendingOrder);
    QCOMPARE(names(table), "PCA Alpha bravo Charlie");
}

void RunTableTest::searchingWantsEveryWord() {
    RunTable table;
    const QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
    table.setRuns(listOf(threeRuns()));
    table.setSearch("DIGITS  al");
    QCOMPARE(names(table), "PCA Alpha");
    QCOMPARE(table.shown().size(), 1U);
    QCOMPARE(table.runCount(), 3);
    table.setSearch("al nothing");
    QCOMPARE(names(table), "PCA");
    table.setSearch("");
    QCOMPARE(names(table), "PCA Charlie Alpha bravo");
}

void RunTableTest::whatChangesKeepsTheCursor() {
    Runs runs = threeRuns();
    RunTable table;
    const QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
    table.sort(RunTable::Mse, Qt::AscendingOrder);
    table.setRuns(listOf(runs));
    QSignalSpy reset(&table, &QAbstractItemModel::modelReset), changed(&table, &QAbstractItemModel::dataChanged);
    const QPersistentModelIndex alpha = table.index(3, RunTable::Notes);
    QCOMPARE(alpha.sibling(alpha.row(), RunTable::Name).data().toString(), "Alpha");

    table.setRuns(listOf(runs)); // nothing is new
    QCOMPARE(changed.count(), 0);
    runs[0].notes = "new";
    table.setRuns(listOf(runs));
    QCOMPARE(changed.count(), 1);
    runs[1].mse = 0.01; // to the top
    table.setRuns(listOf(runs));
    QCOMPARE(names(table), "PCA Alpha bravo Charlie");
    QCOMPARE(alpha.row(), 1);
    runs.erase(runs.begin());
    runs.push_back(run("Delta", 0.001, 4000));
    table.setRuns(listOf(runs));
    QCOMPARE(names(table), "PCA Delta Alpha bravo");
    QCOMPARE(alpha.row(), 2);
    QCOMPARE(reset.count(), 0);
}

void RunTableTest::manyChangesAtOnce() {
    RunTable table;
    const QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
    Runs runs;
    for (int i = 0; i < 300; ++i)
        runs.push_back(run("run " + QString::number(i), i, i));
    table.setRuns(listOf(runs));
    QCOMPARE(table.rowCount(), 301);
    setTicked(table, 5, true);
    const QString ticked = table.runAt(5)->id;
    table.setSearch("run 29");
    QCOMPARE(table.rowCount(), 14);      // PCA, then 29, 129, 229 and 290 to 299
    QCOMPARE(table.ticked()[0], ticked); // also while it is hidden
    QVERIFY(table.find(ticked));
}

void RunTableTest::ticksHaveColoursThatStay() {
    RunTable table;
    table.setRuns(listOf(threeRuns()));
    QSignalSpy changed(&table, &RunTable::tickedChanged);
    const QString charlie = table.runAt(1)->id, alpha = table.runAt(2)->id, bravo = table.runAt(3)->id;
    QVERIFY(setTicked(table, 1, true));
    QVERIFY(setTicked(table, 2, true));
    const QVariant colour = table.index(2, RunTable::Tick).data(Qt::DecorationRole);
    QVERIFY(setTicked(table, 1, false));
    QCOMPARE(table.index(2, RunTable::Tick).data(Qt::DecorationRole), colour);
    QVERIFY(setTicked(table, 3, true));
    QCOMPARE(table.ticked()[0], bravo);
    QCOMPARE(table.ticked()[1], alpha);
    QCOMPARE(changed.count(), 4);

    Runs runs = threeRuns();
    table.setRuns(listOf({runs[0]})); // the ticked ones are gone
    QVERIFY(table.ticked()[0].isEmpty() && table.ticked()[1].isEmpty());
    QCOMPARE(changed.count(), 5);
}

void RunTableTest::aRunThatComesBackIsTickedAgain() {
    RunTable table;
    const Runs runs = threeRuns();
    table.setRuns(listOf(runs));
    setTicked(table, 1, true);
    setTicked(table, 2, true);
    const auto ticked = table.ticked();
    QSignalSpy changed(&table, &RunTable::tickedChanged);
    table.setRuns(listOf({runs[1], runs[2]})); // Charlie is deleted
    QVERIFY(table.ticked() != ticked);
    table.setRuns(listOf(runs)); // and restored
    QVERIFY(table.ticked() == ticked);
    QCOMPARE(changed.count(), 2);

    table.setRuns(listOf({runs[1], runs[2]}));
    table.untickAll();
    table.setRuns(listOf(runs));
    QVERIFY(table.ticked()[0].isEmpty());
}

void RunTableTest::noMoreTicksThanColours() {
    RunTable table;
    Runs runs;
    for (int i = 0; i <= RunTable::MostTicked; ++i)
        runs.push_back(run(QString::number(i), i, i));
    table.setRuns(listOf(runs));
    QSignalSpy tooMany(&table, &RunTable::tooManyTicked);
    for (int i = 1; i <= RunTable::MostTicked; ++i)
        QVERIFY(setTicked(table, i, true));
    QCOMPARE(tooMany.count(), 0);
    QVERIFY(!setTicked(table, RunTable::MostTicked + 1, true));
    QCOMPARE(tooMany.count(), 1);
    table.untickAll();
    QVERIFY(setTicked(table, RunTable::MostTicked + 1, true));
    QVERIFY(table.isPcaTicked());
}

void RunTableTest::pcaFollowsTheTickedRuns() {
    RunTable table;
    Runs runs = threeRuns();
    runs[1].pcaMse = 0.0554;
    runs[1].pcaComponents = 2;
    runs[2].pcaMse.reset();
    table.setRuns(listOf(runs));
    const QModelIndex mse = table.index(0, RunTable::Mse), code = table.index(0, RunTable::Code);
    QVERIFY(table.isPcaTicked());
    QVERIFY(mse.data().toString().isEmpty());
    setTicked(table, 3, true); // not known yet
    QVERIFY(mse.data().toString().isEmpty());
    setTicked(table, 1, true);
    QCOMPARE(mse.data().toString(), "0.0171");
    QCOMPARE(code.data().toString(), "32");
    setTicked(table, 2, true);
    QCOMPARE(mse.data().toString(), "0.0171 … 0.0554");
    QVERIFY(setTicked(table, 0, false));
    QVERIFY(!table.isPcaTicked());
    QVERIFY(!(table.index(0, RunTable::Name).flags() & Qt::ItemIsEditable));
}

void RunTableTest::editingProposes() {
    RunTable table;
    table.setRuns(listOf(threeRuns()));
    QSignalSpy edited(&table, &RunTable::textEdited);
    const QModelIndex tags = table.index(1, RunTable::Tags);
    QVERIFY(table.setData(tags, " good ", Qt::EditRole));
    QCOMPARE(edited.count(), 1);
    QCOMPARE(edited[0][2].toString(), "");
    QCOMPARE(edited[0][3].toString(), "good");
    QCOMPARE(tags.data().toString(), ""); // until it is said
    table.setText(table.runAt(1)->id, RunField::Tags, "good");
    QCOMPARE(tags.data().toString(), "good");
    QVERIFY(!table.setData(tags, "good", Qt::EditRole));
    QVERIFY(!table.setData(table.index(1, RunTable::Name), "  ", Qt::EditRole)); // a run has a name
    QVERIFY(!table.setData(table.index(1, RunTable::Mse), "0", Qt::EditRole));
    QCOMPARE(edited.count(), 1);
}

void RunTableTest::anEditedRunTakesItsPlace() {
    RunTable table;
    const QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
    table.setRuns(listOf(threeRuns()));
    table.sort(RunTable::Name, Qt::AscendingOrder);
    table.setText(table.runAt(1)->id, RunField::Name, "Delta");
    QCOMPARE(names(table), "PCA bravo Charlie Delta");
}

void RunTableTest::thumbnailsAreAskedForOnce() {
    RunTable table;
    table.setRuns(listOf(threeRuns()));
    QSignalSpy wanted(&table, &RunTable::thumbnailWanted);
    const QModelIndex name = table.index(1, RunTable::Name);
    QVERIFY(!name.data(Qt::DecorationRole).isValid());
    QVERIFY(!name.data(Qt::DecorationRole).isValid());
    QCOMPARE(wanted.count(), 1);
    QImage picture(84, 28, QImage::Format_RGB888);
    picture.fill(Qt::red);
    table.setThumbnail(wanted[0][0].toString(), picture);
    QCOMPARE(name.data(Qt::DecorationRole).value<QPixmap>().size(), picture.size());
}

void RunTableTest::thumbnailsFollowTheTraining() {
    RunTable table;
    Runs runs = threeRuns();
    table.setRuns(listOf(runs));
    QSignalSpy wanted(&table, &RunTable::thumbnailWanted);
    const QModelIndex name = table.index(1, RunTable::Name);
    QImage noise(84, 28, QImage::Format_RGB888);
    noise.fill(Qt::gray);
    name.data(Qt::DecorationRole);
    table.setThumbnail(runs[0].id, noise);
    runs[0].notes = "nothing to be seen";
    table.setRuns(listOf(runs));
    name.data(Qt::DecorationRole);
    QCOMPARE(wanted.count(), 1);
    runs[0].epochs += 1;
    table.setRuns(listOf(runs));
    QVERIFY(name.data(Qt::DecorationRole).isValid()); // the old one meanwhile
    QVERIFY(name.data(Qt::DecorationRole).isValid());
    QCOMPARE(wanted.count(), 2);
    table.setThumbnail(runs[0].id, {}); // there is none any more
    QVERIFY(!name.data(Qt::DecorationRole).isValid());
    QCOMPARE(wanted.count(), 2);
}

HOURGLASS_TEST(RunTableTest)
#include "RunTableTest.moc"
