// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestMain.h"
#include "ui/history/HistoryDatabase.h"

#include <QHash>
#include <QProcess>
#include <QRandomGenerator>
#include <QSqlQuery>
#include <QTemporaryDir>

using namespace hourglass::ui;

/// Programs that write are killed, again and again, whatever they are doing.
class KilledWriterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsLostOrDoubled();

private:
    static bool isSound(const QString& path);
};

bool KilledWriterTest::isSound(const QString& path) {
    QString answer;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase("QSQLITE", "check");
        database.setDatabaseName(path);
        if (database.open()) {
            QSqlQuery query("PRAGMA integrity_check", database);
            if (query.next())
                answer = query.value(0).toString();
        }
    }
    QSqlDatabase::removeDatabase("check");
    return answer == "ok";
}

void KilledWriterTest::nothingIsLostOrDoubled() {
    constexpr int rounds = 25;
    constexpr int patience = 120'000; // ms, on a machine that has much else to do
    const QTemporaryDir folder;
    const QString path = folder.filePath("history.sqlite");
    QHash<QString, int> told; // the last epoch that was told of each run
    QRandomGenerator random(1);
    for (int round = 0; round < rounds; ++round) {
        QProcess one, other; // two windows at once
        for (QProcess* writer : {&one, &other}) {
            writer->start(HISTORY_WRITER, {path});
            QVERIFY(writer->waitForStarted());
        }
        // The moment is as random as the two, the machine and this number make it; the first ones come while the
        // file is made or opened.
        const int lines = round == 0 ? 0 : random.bounded(60);
        while (one.bytesAvailable() < lines * 39)
            QVERIFY(one.waitForReadyRead(patience));
        for (QProcess* writer : {&one, &other}) {
            writer->kill();
            QVERIFY(writer->waitForFinished());
            QCOMPARE(writer->exitStatus(), QProcess::CrashExit); // it did not end by itself
            QList<QByteArray> written = writer->readAllStandardOutput().split('\n');
            written.removeLast(); // what stands behind the last line's end
            for (const QByteArray& line : written) {
                const QList<QByteArray> words = line.split(' ');
                QCOMPARE(words.size(), 2);
                told[words[0]] = words[1].toInt();
            }
        }
        QVERIFY(isSound(path));
        HistoryDatabase database(path);
        QVERIFY(database.putAside().isEmpty());
        QHash<QString, int> there;
        for (const RunSummary& run : database.list()) {
            QVERIFY2(!there.contains(run.id), qPrintable(run.id));
            there[run.id] = int(run.epochs);
            QCOMPARE(run.state, run.epochs < 3 ? RunState::Interrupted : RunState::Completed);
            QCOMPARE(database.details(run.id).rebuilt.size(), 2U); // never half a run
        }
        for (auto run = told.cbegin(); run != told.cend(); ++run)
            QVERIFY2(there.value(run.key(), -1) >= run.value(), qPrintable(run.key()));
        // Each writer may have been killed between writing a run and telling of it, and not more than one.
        QVERIFY(there.size() <= told.size() + 2 * (round + 1));
    }
    QVERIFY(told.size() > rounds);
}

HOURGLASS_TEST(KilledWriterTest)
#include "KilledWriterTest.moc"
