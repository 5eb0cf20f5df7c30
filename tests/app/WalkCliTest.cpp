// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/Programs.h"
#include "tests/support/TestMain.h"

#include <QFile>
#include <QImageReader>
#include <QTemporaryDir>

using namespace hourglass::test;

/// decode, interpolate, sample, traverse.
class WalkCliTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString path(const QString& name) const { return m_folder.filePath(name); }
    QString model() const { return path("model.hourglass"); }

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(m_folder.isValid());
        QCOMPARE(runCli(tinyTraining({"--out", model()})).exitCode, 0);
    }

    void whatCodesAreDecodedToIsWritten() {
        const auto linesOf = [](const QString& name) {
            QFile table(name);
            return table.open(QIODevice::ReadOnly) ? table.readAll().trimmed().split('\n') : QList<QByteArray>();
        };
        const QString codes = path("walked.csv"), decoded = path("decoded.csv"), rebuilt = path("rebuilt.csv");
        QCOMPARE(runCli({"encode", model(), "--out", codes}).exitCode, 0);
        QCOMPARE(runCli({"decode", model(), "--codes", codes, "--out", decoded}).exitCode, 0);
        QCOMPARE(runCli({"reconstruct", model(), "--out", rebuilt}).exitCode, 0);
        QCOMPARE(linesOf(decoded).size(), linesOf(rebuilt).size());
        QVERIFY(linesOf(decoded).size() > 2);

        const QList<QStringList> commands = {{"decode", model(), "--code", "0.5,-1,0.25,1"},
                                             {"interpolate", model(), "--from", "0", "--to", "1", "--steps", "2"},
                                             {"sample", model(), "--source", "gaussian", "--count", "2"},
                                             {"traverse", model(), "--dimensions", "1", "--steps", "2"}};
        for (const QStringList& command : commands) {
            const QString file = path(command[0] + "2.csv"), picture = path(command[0] + ".png");
            const Outcome written = runCli(command + QStringList{"--out", file});
            QVERIFY2(written.exitCode == 0, written.messages);
            QCOMPARE(linesOf(file).size(), 1 + 2);
            QCOMPARE(runCli(command + QStringList{"--out", picture}).exitCode, 0);
            QVERIFY(QFile(picture).size() > 0);
        }
    }

    void aWayIsFilmed() {
        const QString film = path("between.gif");
        const QStringList command = {"interpolate", model(), "--from", "0", "--to", "1", "--steps", "4", "--out", film};
        QCOMPARE(runCli(command + QStringList{"--per-second", "25", "--back"}).exitCode, 0);
        QImageReader reader(film);
        QCOMPARE(reader.imageCount(), 4 + 2); // the two between, once more
        QVERIFY(reader.canRead() && !reader.read().isNull());
        QCOMPARE(reader.nextImageDelay(), 40);
        QCOMPARE(runCli({"sample", model(), "--source", "mixture", "--count", "3", "--out", path("drawn.mp4")}).exitCode, 0);
        QVERIFY(QFile(path("drawn.mp4")).size() > 0);
    }

    void whatCannotBeDecodedIsExplained_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("says");
        QTest::newRow("half a code") << QStringList{"decode", "--code", "1,2,3"} << 1 << "has 2 numbers";
        QTest::newRow("no code") << QStringList{"decode"} << 2 << "--codes";
        QTest::newRow("no such sample") << QStringList{"interpolate", "--from", "0", "--to", "99999"} << 1 << "99999";
        QTest::newRow("no such file") << QStringList{"interpolate", "--from", "0", "--to", "nowhere.png"} << 1
                                      << "nowhere.png";
        QTest::newRow("no distribution") << QStringList{"sample"} << 1 << "--source gaussian";
        QTest::newRow("no such number") << QStringList{"traverse", "--dimensions", "2"} << 1 << "counted from 0";
        QTest::newRow("a class for a network that knows none")
            << QStringList{"decode", "--code", "1,2", "--class", "seven"} << 1 << "class";
        QTest::newRow("a film's option for a picture") << QStringList{"sample", "--back"} << 2 << "--back";
        QTest::newRow("too fast") << QStringList{"sample", "--per-second", "100"} << 2 << "--per-second";
        QTest::newRow("no number") << QStringList{"decode", "--code", "nan,1"} << 1 << "a number that is none";
    }
    void whatCannotBeDecodedIsExplained() {
        QFETCH(QStringList, arguments);
        QFETCH(int, exitCode);
        QFETCH(QString, says);
        arguments.insert(1, model());
        const Outcome refused = runCli(arguments + QStringList{"--out", path("refused.png")});
        QCOMPARE(refused.exitCode, exitCode);
        QVERIFY2(refused.messages.contains(says.toUtf8()), refused.messages);
        QVERIFY(!QFile::exists(path("refused.png")));
    }
};

HOURGLASS_TEST(WalkCliTest)
#include "WalkCliTest.moc"
