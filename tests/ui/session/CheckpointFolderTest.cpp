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

// Named as windows name them.
constexpr char Older[] = "/11111111-1111-4111-8111-111111111111";
constexpr char Newer[] = "/22222222-2222-4222-8222-222222222222";

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
            QVERIFY(!folder.interrupted());
        }
        QVERIFY(QDir(m_root).isEmpty());
    }

    void anotherWindowsTrainingIsLeftAlone() {
        const CheckpointFolder first(m_root);
        write(first.file(), "training");
        CheckpointFolder second(m_root);
        QVERIFY(second.file() != first.file());
        QVERIFY(!second.interrupted());
        second.discard(first.file());
        QCOMPARE(contentOf(first.file()), QByteArray("training"));
    }

    void whatWasCutShortIsFoundTheNewestFirst() {
        leaveBehind(Older, "older");
        leaveBehind(Newer, "newer");
        QFile older(m_root + Older + "/training.hourglass");
        QVERIFY(older.open(QIODevice::ReadWrite));
        QVERIFY(older.setFileTime(QDateTime::currentDateTime().addDays(-1), QFileDevice::FileModificationTime));
        older.close();
        CheckpointFolder folder(m_root);
        QVERIFY(!CheckpointFolder(m_root).interrupted()); // offered once
        QCOMPARE(contentOf(folder.interrupted()->file), QByteArray("newer"));
        folder.discard(folder.interrupted()->file);
        QVERIFY(!QFile::exists(m_root + Newer));
        QCOMPARE(contentOf(folder.interrupted()->file), QByteArray("older")); // nobody has decided about that one yet
    }

    void whatGoesOnStaysUntilTheWindowIsClosed() {
        leaveBehind(Older, "kept");
        {
            CheckpointFolder folder(m_root);
            folder.setRecovered(folder.interrupted()->file);
            QVERIFY(!folder.interrupted());
            QCOMPARE(contentOf(m_root + Older + "/training.hourglass"), QByteArray("kept"));
        }
        QVERIFY(!QFile::exists(m_root + Older));
    }

    void whatDoesNotGoOnIsOfferedAgain() {
        leaveBehind(Older, "kept");
        { const CheckpointFolder folder(m_root); }
        CheckpointFolder folder(m_root);
        QCOMPARE(contentOf(folder.interrupted()->file), QByteArray("kept"));
    }

    void foldersWithoutATrainingAreRemoved() {
        QVERIFY(QDir().mkpath(m_root + Older));
        const CheckpointFolder folder(m_root);
        QVERIFY(!folder.interrupted());
        QVERIFY(!QFile::exists(m_root + Older));
    }

    // What others keep there, and what links lead to, is none of a window's business.
    void onlyItsOwnFilesAreRemoved() {
        const QString precious = m_folder.filePath("precious"), mine = m_root + "/mine", foreign = m_root + Older;
        for (const QString& folder : {precious, mine, foreign}) {
            QVERIFY(QDir().mkpath(folder));
            write(folder + "/notes.txt", "notes");
        }
        QVERIFY(QFile::link(precious, m_root + Newer));
        { const CheckpointFolder folder(m_root); }
        for (const QString& folder : {precious, mine, foreign})
            QCOMPARE(contentOf(folder + "/notes.txt"), QByteArray("notes"));
    }

    void withoutAPlaceThereIsNoFile() {
        write(m_root + "/file", "");
        const CheckpointFolder folder(m_root + "/file/below");
        QVERIFY(folder.file().isEmpty());
        QVERIFY(!folder.interrupted());
    }

private:
    void leaveBehind(const QString& name, const QByteArray& content) {
        QVERIFY(QDir().mkpath(m_root + name));
        write(m_root + name + "/training.hourglass", content);
        // The lock of a process that is gone: this number was one's, and its host is this one.
        QProcess gone;
        gone.start("true", QStringList());
        const qint64 pid = gone.processId();
        QVERIFY(gone.waitForFinished());
        write(m_root + name + "/lock",
              QByteArray::number(pid) + "\nhourglass\n" + QSysInfo::machineHostName().toUtf8() + "\n\n\n");
    }

    QTemporaryDir m_folder;
    QString m_root;
};

HOURGLASS_TEST(CheckpointFolderTest)
#include "CheckpointFolderTest.moc"
