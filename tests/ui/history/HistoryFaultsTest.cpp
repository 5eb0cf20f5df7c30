// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/SealedFolder.h"
#include "tests/support/TestMain.h"
#include "tests/ui/history/Records.h"
#include "ui/history/HistoryDatabase.h"
#include "ui/history/RunHistory.h"

#include <QDir>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QSqlQuery>
#include <QTemporaryDir>

#include <csignal>

#include <sys/resource.h>

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

/// While it lives, no file of this process can grow beyond the limit: the nearest thing to a full disk.
class FileSizeLimit {
public:
    explicit FileSizeLimit(rlim_t bytes) {
        m_handler = std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit() {
        setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;

private:
    rlimit m_before{};
    void (*m_handler)(int) = SIG_DFL;
};

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
    void aWriteThatFailsIsSaidOnceAndTriedAgain();
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
    QCOMPARE(listed[0][0].value<std::vector<RunSummary>>().size(), 1U);
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
    QCOMPARE(listed[0][0].value<std::vector<RunSummary>>().size(), 200U);

    // The first page, with the tables' names, stays as it is.
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(4096));
    const QByteArray noise(file.size() - 4096, '\x5a');
    QCOMPARE(file.write(noise), noise.size());
    file.close();
    history.loadDetails(id);
    QTRY_COMPARE(putAside.count(), 1);
    QTRY_VERIFY(listed.last()[0].value<std::vector<RunSummary>>().empty()); // and the window shows that
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

void HistoryFaultsTest::aWriteThatFailsIsSaidOnceAndTriedAgain() {
    RunHistory history(m_path);
    QSignalSpy failed(&history, &RunHistory::failed), thumbnails(&history, &RunHistory::thumbnailLoaded);
    RunRecord first = record("first"), second = record("second");
    history.write(first);
    history.loadThumbnail(first.summary.id);
    QTRY_COMPARE(thumbnails.count(), 1); // it is written
    {
        const FileSizeLimit full(rlim_t(QFileInfo(m_path + "-wal").size()));
        history.write(second);
        history.write(second);
        QTRY_COMPARE(failed.count(), 1);
        history.loadThumbnail(first.summary.id); // what is there can still be read
        QTRY_COMPARE(thumbnails.count(), 2);
    }
    QVERIFY2(failed[0][0].toString().startsWith("The run history cannot be"), qPrintable(failed[0][0].toString()));
    history.write(second);
    history.loadThumbnail(second.summary.id);
    QTRY_COMPARE(thumbnails.count(), 3);
    QCOMPARE(failed.count(), 1);
    QCOMPARE(HistoryDatabase(m_path).list().size(), 2U);
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
