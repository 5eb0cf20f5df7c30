// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/CheckpointFolder.h"
#include "tests/support/TestMain.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

using namespace hourglass::ui;

namespace {

void write(const QString& path, const QByteArray& content) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("The test's own file cannot be written.");
}

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class CheckpointFolderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_root = m_folder.filePath(QTest::currentTestFunction());
        QVERIFY(QDir().mkpath(m_root));
    }

    void goesWithItsWindow() {
        {
            const CheckpointFolder folder(m_root);
            write(folder.file(), "training");
            QVERIFY(!folder.interruptedAt());
        }
        QVERIFY(QDir(m_root).isEmpty());
    }

    void anotherWindowsTrainingIsLeftAlone() {
        const CheckpointFolder first(m_root);
        write(first.file(), "training");
        CheckpointFolder second(m_root);
        QVERIFY(second.file() != first.file());
        QVERIFY(!second.interruptedAt());
        second.discard();
        QCOMPARE(contentOf(first.file()), QByteArray("training"));
    }

    void whatWasCutShortIsFoundAndAdopted() {
        leaveBehind("older", "older");
        leaveBehind("newer", "newer");
        QFile older(m_root + "/older/training.hourglass");
        QVERIFY(older.open(QIODevice::ReadWrite));
        QVERIFY(older.setFileTime(QDateTime::currentDateTime().addDays(-1), QFileDevice::FileModificationTime));
        older.close();
        CheckpointFolder folder(m_root);
        QVERIFY(folder.interruptedAt());
        QVERIFY(!CheckpointFolder(m_root).interruptedAt()); // offered once
        const QString file = folder.adopt();
        QCOMPARE(contentOf(file), QByteArray("newer"));
        QVERIFY(file != folder.file()); // which a training may be writing to
        QVERIFY(!QFile::exists(m_root + "/newer"));
        QCOMPARE(contentOf(folder.adopt()), QByteArray()); // the older one does not take its place
        QVERIFY(QFile::exists(m_root + "/older"));
    }

    void whatWasAdoptedIsFoundAgain() {
        leaveBehind("first", "kept");
        {
            CheckpointFolder folder(m_root);
            const QString file = folder.adopt();
            // As a crash leaves it.
            QVERIFY(QDir().mkpath(m_root + "/second"));
            QVERIFY(QFile::copy(file, m_root + "/second/before.hourglass"));
        }
        CheckpointFolder folder(m_root);
        QVERIFY(folder.interruptedAt());
        QCOMPARE(contentOf(folder.adopt()), QByteArray("kept"));
    }

    void discardDeletesAllThatWereCutShort() {
        leaveBehind("one", "1");
        leaveBehind("two", "2");
        CheckpointFolder folder(m_root);
        folder.discard();
        QVERIFY(!folder.interruptedAt());
        QCOMPARE(QDir(m_root).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size(), 1); // its own
    }

    void foldersWithoutATrainingAreRemoved() {
        QVERIFY(QDir().mkpath(m_root + "/empty"));
        const CheckpointFolder folder(m_root);
        QVERIFY(!folder.interruptedAt());
        QVERIFY(!QFile::exists(m_root + "/empty"));
    }

    void withoutAPlaceThereIsNoFile() {
        write(m_root + "/file", "");
        const CheckpointFolder folder(m_root + "/file/below");
        QVERIFY(folder.file().isEmpty());
        QVERIFY(!folder.interruptedAt());
    }

private:
    void leaveBehind(const QString& name, const QByteArray& content) {
        QVERIFY(QDir().mkpath(m_root + '/' + name));
        write(m_root + '/' + name + "/training.hourglass", content);
        // The lock of a process that is gone: this number was one's, and its host is this one.
        QProcess gone;
        gone.start("true", QStringList());
        const qint64 pid = gone.processId();
        QVERIFY(gone.waitForFinished());
        write(m_root + '/' + name + "/lock",
              QByteArray::number(pid) + "\nhourglass\n" + QSysInfo::machineHostName().toUtf8() + "\n\n\n");
    }

    QTemporaryDir m_folder;
    QString m_root;
};

HOURGLASS_TEST(CheckpointFolderTest)
#include "CheckpointFolderTest.moc"
