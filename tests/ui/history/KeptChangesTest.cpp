// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/FileSizeLimit.h"
#include "tests/support/TestMain.h"
#include "tests/ui/history/Records.h"
#include "ui/history/HistoryDatabase.h"
#include "ui/history/RunHistory.h"

#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace hourglass;
using namespace hourglass::ui;
using test::record;

/// What cannot be written now is written later.
class KeptChangesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath("history.sqlite");
    }

    void aWriteThatFailsIsSaidOnceAndTriedAgain();
    void whatTheUserDidIsKeptAndAlwaysSaid();
    void closingWaitsForNobody();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void KeptChangesTest::aWriteThatFailsIsSaidOnceAndTriedAgain() {
    RunHistory history(m_path);
    QSignalSpy failed(&history, &RunHistory::failed), thumbnails(&history, &RunHistory::thumbnailLoaded);
    RunRecord first = record("first"), second = record("second"), third = record("third");
    history.write(first);
    history.loadThumbnail(first.summary.id);
    QTRY_COMPARE(thumbnails.count(), 1); // it is written
    {
        const test::FileSizeLimit full(rlim_t(QFileInfo(m_path + "-wal").size()));
        second.summary.state = RunState::Running;
        history.write(second);
        second.summary.state = RunState::Completed;
        history.write(second);
        QTRY_COMPARE(failed.count(), 1);
        history.loadThumbnail(first.summary.id); // what is there can still be read
        QTRY_COMPARE(thumbnails.count(), 2);
    }
    QVERIFY2(failed[0][0].toString().startsWith("The run history cannot be"), qPrintable(failed[0][0].toString()));
    QVERIFY2(failed[0][0].toString().contains(m_path), qPrintable(failed[0][0].toString()));
    history.write(third); // and with it what was kept
    history.loadThumbnail(third.summary.id);
    QTRY_COMPARE(thumbnails.count(), 3);
    QCOMPARE(failed.count(), 1);
    const std::vector<RunSummary> runs = HistoryDatabase(m_path).list();
    QCOMPARE(runs.size(), 3U);
    for (const RunSummary& run : runs)
        QCOMPARE(run.state, RunState::Completed);
}

void KeptChangesTest::whatTheUserDidIsKeptAndAlwaysSaid() {
    RunHistory history(m_path);
    QSignalSpy failed(&history, &RunHistory::failed), recovered(&history, &RunHistory::recovered);
    RunList runs;
    connect(&history, &RunHistory::listed, &history, [&](const RunList& listed) { runs = listed; });
    const RunRecord first = record("first"), second = record("second");
    history.setWatched(true);
    history.write(first);
    history.write(second);
    QTRY_COMPARE(runs.size(), 2U);
    {
        const test::FileSizeLimit full(rlim_t(QFileInfo(m_path + "-wal").size()));
        const RunList before = runs;
        history.setText(first.summary.id, RunField::Name, "mine");
        QTRY_COMPARE(failed.count(), 1);
        history.remove({second.summary.id});
        QTRY_COMPARE(failed.count(), 2); // the same sentence, of something else that was done
        QVERIFY(runs == before);         // nothing brings the old name back
    }
    QTRY_COMPARE(recovered.count(), 1); // by itself, where there is room again
    QCOMPARE(recovered[0][0], failed[1][0]);
    QTRY_COMPARE(runs.size(), 1U);
    QCOMPARE(runs[0]->name, "mine");
}

void KeptChangesTest::closingWaitsForNobody() {
    { HistoryDatabase(m_path).write(record("there")); }
    QSqlDatabase other = QSqlDatabase::addDatabase("QSQLITE", "other");
    {
        other.setDatabaseName(m_path);
        QVERIFY(other.open());
        QVERIFY(QSqlQuery(other).exec("BEGIN IMMEDIATE"));
        RunHistory history(m_path);
        for (int i = 0; i < 100; ++i) // each of which would wait for the other program
            history.setText("id", RunField::Notes, QString::number(i));
    }
    QVERIFY(QSqlQuery(other).exec("COMMIT"));
    other = {};
    QSqlDatabase::removeDatabase("other");
}

HOURGLASS_TEST(KeptChangesTest)
#include "KeptChangesTest.moc"
