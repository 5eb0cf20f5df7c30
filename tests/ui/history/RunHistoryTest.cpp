// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/RunHistory.h"
#include "tests/support/TestMain.h"
#include "tests/ui/history/Records.h"
#include "ui/history/HistoryDatabase.h"
#include "ui/history/RunTableFile.h"

#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace hourglass;
using namespace hourglass::ui;
using test::record;

class RunHistoryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath("history.sqlite");
    }

    void everyChangeIsListedWhileWatched();
    void nothingIsListedWhileNobodyWatches();
    void whatIsAskedForComes();
    void whatWasRequestedIsWrittenAtTheEnd();
    void anotherWindowsRunsAppear();
    void anotherWindowsRunIsInterruptedWhenThatIsKilled();
    void whatIsUnchangedStaysTheSameObject();
    void aModelIsFoundOrNot();
    void theTableIsWritten();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void RunHistoryTest::everyChangeIsListedWhileWatched() {
    RunHistory history(m_path);
    RunList runs;
    connect(&history, &RunHistory::listed, &history, [&](const RunList& listed) { runs = listed; });
    history.setWatched(true);
    const RunRecord run = record("first");
    const QString& id = run.summary.id;
    history.write(run);
    QTRY_COMPARE(runs.size(), 1U);
    history.setText(id, RunField::Notes, "remember");
    QTRY_COMPARE(runs[0]->notes, "remember");
    history.setFile(id, "/model");
    QTRY_COMPARE(runs[0]->file, "/model");
    history.remove({id});
    QTRY_VERIFY(runs.empty());
    history.restore({id});
    QTRY_COMPARE(runs.size(), 1U);
}

void RunHistoryTest::nothingIsListedWhileNobodyWatches() {
    RunHistory history(m_path);
    QSignalSpy listed(&history, &RunHistory::listed), details(&history, &RunHistory::detailsLoaded);
    const RunRecord run = record("first");
    history.write(run);
    history.loadDetails(run.summary.id);
    QTRY_COMPARE(details.count(), 1); // which comes after whatever was asked for before
    QCOMPARE(listed.count(), 0);
}

void RunHistoryTest::whatIsAskedForComes() {
    RunHistory history(m_path);
    const RunRecord run = record("first");
    history.write(run);
    QString id;
    RunDetails details;
    QImage thumbnail;
    bool saysThereIsNone = false;
    connect(&history, &RunHistory::detailsLoaded, &history, [&](const QString& whose, const RunDetails& loaded) {
        id = whose;
        details = loaded;
    });
    connect(&history, &RunHistory::thumbnailLoaded, &history, [&](const QString& whose, const QImage& loaded) {
        if (whose == run.summary.id)
            thumbnail = loaded;
        else
            saysThereIsNone = loaded.isNull();
    });
    history.loadDetails(run.summary.id);
    history.loadThumbnail(run.summary.id);
    history.loadThumbnail("nobody");
    QTRY_VERIFY(saysThereIsNone);
    QVERIFY(!thumbnail.isNull());
    QCOMPARE(id, run.summary.id);
    QCOMPARE(details.experiment, run.details.experiment);
}

void RunHistoryTest::whatWasRequestedIsWrittenAtTheEnd() {
    constexpr int count = 20;
    {
        RunHistory history(m_path);
        for (int i = 0; i < count; ++i)
            history.write(record(QString::number(i)));
    }
    QCOMPARE(HistoryDatabase(m_path).list().size(), std::size_t(count));
}

void RunHistoryTest::anotherWindowsRunsAppear() {
    RunHistory here(m_path), there(m_path);
    RunList seenHere, seenThere;
    connect(&here, &RunHistory::listed, &here, [&](const RunList& listed) { seenHere = listed; });
    connect(&there, &RunHistory::listed, &there, [&](const RunList& listed) { seenThere = listed; });
    here.setWatched(true);
    there.setWatched(true);
    const RunRecord run = record("from here");
    here.write(run);
    QTRY_COMPARE(seenThere.size(), 1U);
    there.setText(run.summary.id, RunField::Tags, "from there");
    QTRY_VERIFY(!seenHere.empty() && seenHere[0]->tags == "from there");
    here.remove({run.summary.id});
    QTRY_VERIFY(seenThere.empty());
}

void RunHistoryTest::anotherWindowsRunIsInterruptedWhenThatIsKilled() {
    QProcess other;
    other.start(HISTORY_WRITER, {m_path, "training"});
    QVERIFY(other.waitForReadyRead(120'000)); // on a machine that has much else to do
    RunHistory history(m_path);
    RunList runs;
    connect(&history, &RunHistory::listed, &history, [&](const RunList& listed) { runs = listed; });
    history.setWatched(true);
    QTRY_COMPARE(runs.size(), 1U);
    QCOMPARE(runs[0]->state, RunState::Running);
    other.kill();
    QVERIFY(other.waitForFinished());
    QTRY_COMPARE(runs.at(0)->state, RunState::Interrupted);
}

void RunHistoryTest::whatIsUnchangedStaysTheSameObject() {
    RunHistory history(m_path);
    RunList runs;
    connect(&history, &RunHistory::listed, &history, [&](const RunList& listed) { runs = listed; });
    history.setWatched(true);
    const RunRecord first = record("first", 2000), second = record("second", 1000);
    history.write(first);
    history.write(second);
    QTRY_COMPARE(runs.size(), 2U);
    const RunList before = runs;
    history.setText(second.summary.id, RunField::Tags, "new");
    QTRY_VERIFY(runs[1] != before[1]);
    QCOMPARE(runs[0], before[0]);
}

void RunHistoryTest::aModelIsFoundOrNot() {
    RunHistory history(m_path);
    QSignalSpy found(&history, &RunHistory::modelFound);
    history.findModel("id", m_folder->path());
    history.findModel("id", m_folder->filePath("gone"));
    QTRY_COMPARE(found.count(), 2);
    QVERIFY(found[0][2].toBool() && !found[1][2].toBool());
}

void RunHistoryTest::theTableIsWritten() {
    RunHistory history(m_path);
    QSignalSpy exported(&history, &RunHistory::exported);
    const std::vector<RunSummary> runs{record("a").summary, record("b").summary};
    const QString path = m_folder->filePath("table.csv");
    history.exportTable(runs, path);
    QTRY_COMPARE(exported.count(), 1);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), toCsv(runs));
}

HOURGLASS_TEST(RunHistoryTest)
#include "RunHistoryTest.moc"
