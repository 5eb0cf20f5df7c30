// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/HistoryDatabase.h"
#include "tests/support/TestMain.h"
#include "tests/ui/history/Records.h"
#include "ui/history/HistorySchema.h"
#include "ui/history/ProcessMark.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>

#include <thread>

using namespace hourglass;
using namespace hourglass::ui;
using test::record;

class HistoryDatabaseTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath("new folder/history.sqlite");
    }

    void whatIsWrittenIsThereAgain();
    void writingAgainReplacesFiguresAndKeepsWords();
    void theLatestComesFirst();
    void aFileIsTheModelOfOneRun();
    void removedRunsCanBeRestoredForADay();
    void aRunWhoseProcessIsGoneWasInterrupted();
    void aProcessIsKnownByMoreThanItsNumber();
    void whatOthersWriteIsNoticed();
    void whatWasNeverListedIsNews();
    void aFileThatOthersPutAsideIsNoticed();
    void errorsSayWhatIsWrong_data();
    void errorsSayWhatIsWrong();
    void twoWritersAtOnceNeitherLoseNorDouble();
    void olderTablesAreBroughtUpToDate();
    void aMigrationThatFailsChangesNothing();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void HistoryDatabaseTest::whatIsWrittenIsThereAgain() {
    RunRecord run = record("first");
    run.summary.mse.reset(); // not known
    run.summary.message = "It's \"so\"; DROP TABLE runs";
    {
        HistoryDatabase database(m_path);
        database.write(run);
        database.setText(run.summary.id, RunField::Tags, "good, Überlegt");
        database.setText(run.summary.id, RunField::Notes, "two\nlines");
        database.setFile(run.summary.id, "/models/a.hourglass");
    }
    HistoryDatabase database(m_path);
    QVERIFY(database.putAside().isEmpty());
    const std::vector<RunSummary> runs = database.list();
    QCOMPARE(runs.size(), 1U);
    RunSummary expected = run.summary;
    expected.tags = "good, Überlegt";
    expected.notes = "two\nlines";
    expected.file = "/models/a.hourglass";
    expected.searchText = "first\ndenoising\nhandwritten digits\ngood, überlegt\ntwo\nlines";
    QVERIFY(runs[0] == expected);

    const RunDetails details = database.details(run.summary.id);
    QCOMPARE(details.experiment, run.details.experiment);
    QCOMPARE(details.curve.points().size(), 3U);
    QCOMPARE(details.curve.stepsPerEpoch(), 10);
    QCOMPARE(details.curve.points()[1].mse, 0.05);
    QVERIFY(details.originals == run.details.originals);
    QVERIFY(details.rebuilt == run.details.rebuilt);
    QCOMPARE(database.thumbnail(run.summary.id).size(), QSize(2 * 28, 28));
    QVERIFY(database.thumbnail("nobody").isNull());
    QVERIFY(database.details("nobody").experiment.isEmpty());
}

void HistoryDatabaseTest::writingAgainReplacesFiguresAndKeepsWords() {
    HistoryDatabase database(m_path);
    RunRecord run = record("first");
    run.summary.state = RunState::Running;
    database.write(run);
    database.setText(run.summary.id, RunField::Name, "mine");
    database.setText(run.summary.id, RunField::Tags, "keep");
    database.setFile(run.summary.id, "/a");
    run.summary.state = RunState::Completed;
    run.summary.mse = 0.5;
    run.details.rebuilt.pop_back();
    run.details.originals.pop_back();
    database.write(run);
    const std::vector<RunSummary> runs = database.list();
    QCOMPARE(runs.size(), 1U);
    QCOMPARE(runs[0].state, RunState::Completed);
    QCOMPARE(runs[0].mse, std::optional(0.5));
    QCOMPARE(runs[0].name, "mine");
    QCOMPARE(runs[0].tags, "keep");
    QCOMPARE(runs[0].file, "/a");
    QCOMPARE(database.details(run.summary.id).rebuilt.size(), 1U);
}

void HistoryDatabaseTest::theLatestComesFirst() {
    HistoryDatabase database(m_path);
    for (const auto& [name, started] : {std::pair("b", 2000), std::pair("c", 3000), std::pair("a", 1000)})
        database.write(record(name, started));
    const std::vector<RunSummary> runs = database.list();
    QCOMPARE(runs.size(), 3U);
    QCOMPARE(runs[0].name + runs[1].name + runs[2].name, "cba");
}

void HistoryDatabaseTest::aFileIsTheModelOfOneRun() {
    HistoryDatabase database(m_path);
    const RunRecord first = record("first", 1000), second = record("second", 2000);
    for (const RunRecord& run : {first, second})
        database.write(run);
    database.setFile(first.summary.id, "/a");
    database.setFile(second.summary.id, "/a"); // saved over it
    QCOMPARE(database.list()[0].file, "/a");
    QCOMPARE(database.list()[1].file, "");
    database.setFile(first.summary.id, "/b");
    database.setFile(first.summary.id, "");
    QCOMPARE(database.list()[0].file, "/a");
}

void HistoryDatabaseTest::removedRunsCanBeRestoredForADay() {
    const RunRecord kept = record("kept"), removed = record("removed"), forgotten = record("forgotten");
    {
        HistoryDatabase database(m_path);
        for (const RunRecord& run : {kept, removed, forgotten})
            database.write(run);
        database.remove({removed.summary.id, forgotten.summary.id});
        QCOMPARE(database.list().size(), 1U);
        database.restore({removed.summary.id});
        QCOMPARE(database.list().size(), 2U);
        database.remove({removed.summary.id});

        QSqlDatabase other = QSqlDatabase::addDatabase("QSQLITE", "other");
        other.setDatabaseName(m_path);
        QVERIFY(other.open());
        QVERIFY(
            QSqlQuery(other).exec(QString("UPDATE runs SET deleted = deleted - 25 * 3600 * 1000 WHERE name = 'forgotten'")));
    }
    QSqlDatabase::removeDatabase("other");
    HistoryDatabase database(m_path);
    database.restore({removed.summary.id, forgotten.summary.id});
    QCOMPARE(database.list().size(), 2U);
    QVERIFY(database.details(forgotten.summary.id).experiment.isEmpty()); // with all that was known of it
    QVERIFY(!database.details(removed.summary.id).experiment.isEmpty());
}

void HistoryDatabaseTest::aRunWhoseProcessIsGoneWasInterrupted() {
    RunRecord run = record("running");
    run.summary.state = RunState::Running;
    HistoryDatabase database(m_path);
    database.write(run);
    QCOMPARE(database.list()[0].state, RunState::Running);
    {
        QSqlDatabase other = QSqlDatabase::addDatabase("QSQLITE", "other");
        other.setDatabaseName(m_path);
        QVERIFY(other.open());
        QVERIFY(QSqlQuery(other).exec("UPDATE runs SET owner = 'another-boot:1:1'"));
    }
    QSqlDatabase::removeDatabase("other");
    QCOMPARE(database.list()[0].state, RunState::Interrupted);
}

void HistoryDatabaseTest::aProcessIsKnownByMoreThanItsNumber() {
    QVERIFY(isAlive(processMark()));
    const QStringList parts = processMark().split(':');
    QCOMPARE(parts.size(), 3);
    QVERIFY(!isAlive(QStringList{parts[0], parts[1], parts[2] + "0"}.join(':'))); // another one of this number
    QVERIFY(!isAlive(QStringList{"another boot", parts[1], parts[2]}.join(':')));
    for (const char* unreadable : {"", "::", "a:b", "x:y:z"})
        QVERIFY(!isAlive(unreadable));
}

void HistoryDatabaseTest::whatOthersWriteIsNoticed() {
    HistoryDatabase here(m_path), there(m_path);
    const RunRecord run = record("here");
    here.write(run);
    here.list();
    QVERIFY(!here.othersChanged()); // it was no other
    there.write(record("there"));
    QVERIFY(here.othersChanged());
    QCOMPARE(here.list().size(), 2U);
    QVERIFY(!here.othersChanged());
}

void HistoryDatabaseTest::whatWasNeverListedIsNews() {
    { HistoryDatabase(m_path).write(record("there")); }
    HistoryDatabase database(m_path);
    QVERIFY(database.othersChanged());
    database.list();
    QVERIFY(!database.othersChanged());
}

void HistoryDatabaseTest::aFileThatOthersPutAsideIsNoticed() {
    HistoryDatabase database(m_path);
    database.write(record("before"));
    QVERIFY(database.isCurrent());
    QVERIFY(QFile::rename(m_path, m_path + ".aside"));
    QVERIFY(!database.isCurrent());
    { const HistoryDatabase another(m_path); }
    QVERIFY(!database.isCurrent());
}

void HistoryDatabaseTest::errorsSayWhatIsWrong_data() {
    using enum HistoryError::Kind;
    QTest::addColumn<QString>("code");
    QTest::addColumn<HistoryError::Kind>("kind");
    QTest::addColumn<QString>("words");
    QTest::newRow("full") << "13" << Full << "Doing it fails: its disk is full.";
    QTest::newRow("read-only, moved") << "1032" << ReadOnly << "Doing it fails: it is read-only.";
    QTest::newRow("busy") << "5" << Locked << "Doing it fails: another program keeps it to itself.";
    QTest::newRow("cannot be opened") << "14" << Unreachable << "Doing it fails: what SQLite says.";
    QTest::newRow("no database") << "26" << Damaged << "Doing it fails: what SQLite says.";
    QTest::newRow("anything else") << "1" << Other << "Doing it fails: what SQLite says.";
}

void HistoryDatabaseTest::errorsSayWhatIsWrong() {
    QFETCH(QString, code);
    const HistoryError error =
        historyError(QSqlError("the driver's", "what SQLite says", QSqlError::StatementError, code), "Doing it fails");
    QTEST(error.kind(), "kind");
    QTEST(error.message(), "words");
}

void HistoryDatabaseTest::twoWritersAtOnceNeitherLoseNorDouble() {
    constexpr int each = 60;
    const auto writeMany = [this](const QString& name) {
        HistoryDatabase database(m_path); // both make the file
        for (int i = 0; i < each; ++i) {
            RunRecord run = record(name + QString::number(i));
            run.summary.state = RunState::Running;
            database.write(run);
            run.summary.state = RunState::Completed;
            database.write(run);
        }
    };
    std::thread one([&] { writeMany("one"); });
    std::thread other([&] { writeMany("other"); });
    one.join();
    other.join();
    HistoryDatabase database(m_path);
    QVERIFY(database.putAside().isEmpty());
    QSet<QString> names;
    for (const RunSummary& run : database.list()) {
        QCOMPARE(run.state, RunState::Completed);
        QVERIFY(!names.contains(run.name));
        names.insert(run.name);
    }
    QCOMPARE(names.size(), 2 * each);
}

void HistoryDatabaseTest::olderTablesAreBroughtUpToDate() {
    { HistoryDatabase(m_path).write(record("old")); }
    SchemaSteps steps = historySchema();
    steps.push_back({"ALTER TABLE runs ADD COLUMN colour TEXT NOT NULL DEFAULT 'red'"});
    {
        QSqlDatabase database = QSqlDatabase::addDatabase("QSQLITE", "later");
        database.setDatabaseName(m_path);
        QVERIFY(database.open());
        migrate(database, steps);
        migrate(database, steps); // nothing is left to do
        QSqlQuery query("SELECT name, colour, (SELECT user_version FROM pragma_user_version) FROM runs", database);
        QVERIFY(query.next());
        QCOMPARE(query.value(0).toString(), "old");
        QCOMPARE(query.value(1).toString(), "red");
        QCOMPARE(query.value(2).toInt(), int(steps.size()));
    }
    QSqlDatabase::removeDatabase("later");
}

void HistoryDatabaseTest::aMigrationThatFailsChangesNothing() {
    { HistoryDatabase(m_path).write(record("old")); }
    SchemaSteps steps = historySchema();
    steps.push_back({"ALTER TABLE runs ADD COLUMN colour TEXT", "ALTER TABLE nowhere ADD COLUMN colour TEXT"});
    {
        QSqlDatabase database = QSqlDatabase::addDatabase("QSQLITE", "later");
        database.setDatabaseName(m_path);
        QVERIFY(database.open());
        QVERIFY_THROWS_EXCEPTION(HistoryError, migrate(database, steps));
        QVERIFY(!QSqlQuery(database).exec("SELECT colour FROM runs"));
    }
    QSqlDatabase::removeDatabase("later");
    QCOMPARE(HistoryDatabase(m_path).list().size(), 1U); // and this program still knows it
}

HOURGLASS_TEST(HistoryDatabaseTest)
#include "HistoryDatabaseTest.moc"
