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

    void whatWasCutShortIsFoundTheNewestFirst() {
        leaveBehind("older", "older");
        leaveBehind("newer", "newer");
        QFile older(m_root + "/older/training.hourglass");
        QVERIFY(older.open(QIODevice::ReadWrite));
        QVERIFY(older.setFileTime(QDateTime::currentDateTime().addDays(-1), QFileDevice::FileModificationTime));
        older.close();
        CheckpointFolder folder(m_root);
        QVERIFY(!CheckpointFolder(m_root).interruptedAt()); // offered once
        QCOMPARE(contentOf(folder.interruptedFile()), QByteArray("newer"));
        folder.discard();
        QVERIFY(!QFile::exists(m_root + "/newer"));
        QCOMPARE(contentOf(folder.interruptedFile()), QByteArray("older")); // nobody has decided about that one yet
    }

    void whatGoesOnStaysUntilTheWindowIsClosed() {
        leaveBehind("left", "kept");
        {
            CheckpointFolder folder(m_root);
            folder.setRecovered();
            QVERIFY(!folder.interruptedAt());
            QCOMPARE(contentOf(m_root + "/left/training.hourglass"), QByteArray("kept"));
        }
        QVERIFY(!QFile::exists(m_root + "/left"));
    }

    void whatDoesNotGoOnIsOfferedAgain() {
        leaveBehind("left", "kept");
        { const CheckpointFolder folder(m_root); }
        CheckpointFolder folder(m_root);
        QCOMPARE(contentOf(folder.interruptedFile()), QByteArray("kept"));
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
