// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/SealedFolder.h"
#include "tests/support/TestMain.h"
#include "tests/ui/history/Records.h"
#include "ui/history/HistoryDatabase.h"
#include "ui/history/RunHistory.h"

#include <QDir>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QSqlQuery>
#include <QTemporaryDir>

using namespace hourglass;
using namespace hourglass::ui;
using test::record;

namespace {

void writeFile(const QString& path, const QByteArray& content) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// Whatever is wrong with the file, it is said, and nothing that can be kept is lost.
class HistoryFaultsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath("history.sqlite");
    }

    void aDamagedFileIsPutAside_data();
    void aDamagedFileIsPutAside();
    void damageThatShowsLaterIsPutAsideToo();
    void aNewerHistoryIsLeftAlone();
    void aFolderThatCannotBeMadeIsSaid();
    void aReadOnlyFolderIsSaid();
    void whatCanOnlyBeReadIsShown_data();
    void whatCanOnlyBeReadIsShown();
    void aFileThatOthersPutAsideIsNotWrittenTo();
    void aTableThatCannotBeWrittenIsSaid();

private:
    QStringList filesPutAside() const { return QDir(m_folder->path()).entryList({"history.damaged-*"}); }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void HistoryFaultsTest::aDamagedFileIsPutAside_data() {
    QTest::addColumn<bool>("truncated");
    QTest::newRow("something else") << false;
    QTest::newRow("cut off") << true;
}

void HistoryFaultsTest::aDamagedFileIsPutAside() {
    QFETCH(bool, truncated);
    QByteArray content = "This is not a database.\n" + QByteArray(5000, 'x');
    if (truncated) {
        { HistoryDatabase(m_path).write(record("lost")); }
        content = contentOf(m_path).left(2000);
        QVERIFY(content.startsWith("SQLite format 3"));
    }
    writeFile(m_path, content);

    RunHistory history(m_path);
    QSignalSpy putAside(&history, &RunHistory::putAside), listed(&history, &RunHistory::listed);
    history.write(record("new"));
    history.setWatched(true);
    QTRY_VERIFY(!listed.isEmpty());
    QCOMPARE(listed[0][0].value<RunList>().size(), 1U);
    QCOMPARE(putAside.count(), 1);
    QCOMPARE(contentOf(putAside[0][0].toString()), content); // for whoever can repair it
}

void HistoryFaultsTest::damageThatShowsLaterIsPutAsideToo() {
    QString id;
    {
        HistoryDatabase database(m_path);
        for (int i = 0; i < 200; ++i) {
            const RunRecord run = record("lost " + QString::number(i));
            database.write(run);
            id = run.summary.id;
        }
    }
    RunHistory history(m_path);
    QSignalSpy putAside(&history, &RunHistory::putAside), listed(&history, &RunHistory::listed);
    history.setWatched(true);
    QTRY_COMPARE(listed.count(), 1);
    QCOMPARE(listed[0][0].value<RunList>().size(), 200U);

    // The first page, with the tables' names, stays as it is.
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(4096));
    const QByteArray noise(file.size() - 4096, '\x5a');
    QCOMPARE(file.write(noise), noise.size());
    file.close();
    history.loadDetails(id);
    QTRY_COMPARE(putAside.count(), 1);
    QTRY_VERIFY(listed.last()[0].value<RunList>().empty()); // and the window shows that
    QCOMPARE(filesPutAside().filter(QRegularExpression("sqlite$")).size(), 1);
}

void HistoryFaultsTest::aNewerHistoryIsLeftAlone() {
    { HistoryDatabase(m_path).write(record("newer")); }
    {
        QSqlDatabase database = QSqlDatabase::addDatabase("QSQLITE", "newer");
        database.setDatabaseName(m_path);
        QVERIFY(database.open());
        QVERIFY(QSqlQuery(database).exec("PRAGMA user_version = 99"));
    }
    QSqlDatabase::removeDatabase("newer");
    const QByteArray before = contentOf(m_path);
    RunHistory history(m_path);
    QSignalSpy failed(&history, &RunHistory::failed);
    history.write(record("older"));
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY2(failed[0][0].toString().contains("newer Hourglass (version 99"), qPrintable(failed[0][0].toString()));
    QCOMPARE(contentOf(m_path), before);
    QVERIFY(filesPutAside().isEmpty());
}

void HistoryFaultsTest::aFolderThatCannotBeMadeIsSaid() {
    writeFile(m_folder->filePath("file"), "no folder");
    const QString path = m_folder->filePath("file/history.sqlite");
    RunHistory history(path);
    QSignalSpy failed(&history, &RunHistory::failed);
    history.write(record("nowhere"));
    history.write(record("nowhere"));
    history.setWatched(true);
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY2(failed[0][0].toString().contains(m_folder->filePath("file")), qPrintable(failed[0][0].toString()));
}

void HistoryFaultsTest::aReadOnlyFolderIsSaid() {
    const test::SealedFolder sealed;
    QVERIFY(sealed.isSealed());
    const QString path = sealed.filePath("history.sqlite");
    RunHistory history(path);
    QSignalSpy failed(&history, &RunHistory::failed);
    history.write(record("nowhere"));
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY2(failed[0][0].toString().contains(path), qPrintable(failed[0][0].toString()));
}

void HistoryFaultsTest::whatCanOnlyBeReadIsShown_data() {
    using enum QFile::Permission;
    QTest::addColumn<QFile::Permissions>("ofFolder");
    const QFile::Permissions all = ReadOwner | ExeOwner | ReadGroup | ExeGroup | ReadOther | ExeOther;
    QTest::newRow("file") << (all | WriteOwner | WriteGroup | WriteOther);
    QTest::newRow("file and folder") << all;
}

void HistoryFaultsTest::whatCanOnlyBeReadIsShown() {
    using enum QFile::Permission;
    QFETCH(QFile::Permissions, ofFolder);
    const RunRecord run = record("there");
    {
        HistoryDatabase database(m_path);
        database.write(run);
        database.remove({run.summary.id}); // so that opening it has something to look for
        database.restore({run.summary.id});
    }
    const QString folder = m_folder->path();
    const auto writable = [&](bool file) {
        QFile::setPermissions(folder, ofFolder | (file ? WriteOwner : QFile::Permissions()));
        QFile::setPermissions(m_path, file ? ReadOwner | WriteOwner : ReadOwner | ReadGroup | ReadOther);
    };
    QFile::remove(m_path + ".lock");
    writable(false);
    const auto restore = qScopeGuard([&] { writable(true); });

    RunHistory history(m_path);
    QSignalSpy failed(&history, &RunHistory::failed), recovered(&history, &RunHistory::recovered);
    RunList runs;
    connect(&history, &RunHistory::listed, &history, [&](const RunList& listed) { runs = listed; });
    {
        const test::SealedFolder withoutRights;
        QVERIFY(withoutRights.isSealed());
        history.setWatched(true);
        QTRY_COMPARE(runs.size(), 1U);
        QCOMPARE(failed.count(), 0);
        history.setText(run.summary.id, RunField::Notes, "new");
        QTRY_COMPARE(failed.count(), 1);
        const QString said = failed[0][0].toString();
        QVERIFY2(said.contains("read-only") && said.contains(m_path) && said.contains("Allow yourself"), qPrintable(said));
    }
    writable(true);
    QTRY_COMPARE(recovered.count(), 1); // without another word
    QTRY_COMPARE(runs.at(0)->notes, "new");
}

void HistoryFaultsTest::aFileThatOthersPutAsideIsNotWrittenTo() {
    RunHistory history(m_path);
    QSignalSpy details(&history, &RunHistory::detailsLoaded);
    history.write(record("lost"));
    history.loadDetails("any");
    QTRY_COMPARE(details.count(), 1);
    for (const char* ending : {"", "-wal", "-shm"})
        QVERIFY(QFile::rename(m_path + ending, m_folder->filePath("aside") + ending));
    const RunRecord run = record("kept");
    history.write(run);
    history.loadDetails("any");
    QTRY_COMPARE(details.count(), 2);
    QCOMPARE(HistoryDatabase(m_path).list().at(0).id, run.summary.id);
}

void HistoryFaultsTest::aTableThatCannotBeWrittenIsSaid() {
    RunHistory history(m_path);
    QSignalSpy failed(&history, &RunHistory::failed), exported(&history, &RunHistory::exported);
    history.exportTable({}, m_folder->filePath("missing/table.csv"));
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(failed[0][0].toString().contains("missing/table.csv"));
    QVERIFY(exported.isEmpty());
}

HOURGLASS_TEST(HistoryFaultsTest)
#include "HistoryFaultsTest.moc"
