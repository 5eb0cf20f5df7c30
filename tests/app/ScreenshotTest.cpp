// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/Programs.h"
#include "tests/support/TestMain.h"

#include <QFile>
#include <QImage>
#include <QTemporaryDir>

using namespace hourglass::test;

/// The window's program without anybody before it.
class ScreenshotTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString path(const QString& name) const { return m_folder.filePath(name); }
    static Outcome photograph(const QString& file, const QStringList& more) {
        return runProgram(HOURGLASS_WINDOW, QStringList{"--preset", "customers-products", "--epochs", "3", "--size",
                                                        "1280x800", "--theme", "light", "--screenshot", file} +
                                                more);
    }

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(m_folder.isValid());
        qputenv("XDG_DATA_HOME", path("data").toLocal8Bit());
        qputenv("XDG_CONFIG_HOME", path("settings").toLocal8Bit());
    }

    void theWorkspaceIsPhotographed() {
        const Outcome train = photograph(path("train.png"), {});
        QVERIFY2(train.exitCode == 0, train.messages);
        const Outcome explore = photograph(path("explore.png"), {"--workspace", "explore"});
        QVERIFY2(explore.exitCode == 0, explore.messages);
        const QImage trained(path("train.png")), explored(path("explore.png"));
        QCOMPARE(trained.size(), QSize(1280, 800));
        QCOMPARE(explored.size(), QSize(1280, 800));
        QVERIFY(trained != explored);
    }

    void anUnknownWorkspaceIsWrongUsage() {
        const Outcome outcome = photograph(path("none.png"), {"--workspace", "explorer"});
        QCOMPARE(outcome.exitCode, 2);
        QVERIFY2(outcome.messages.contains("explorer") && outcome.messages.contains("explore"), outcome.messages);
        QVERIFY(!QFile::exists(path("none.png")));
    }

    void aPictureThatCannotBeWrittenIsSaid() {
        const Outcome outcome = photograph(path("nowhere/window.png"), {"--workspace", "explore"});
        QCOMPARE(outcome.exitCode, 1);
        QVERIFY2(outcome.messages.contains("nowhere/window.png"), outcome.messages);
    }
};

HOURGLASS_TEST(ScreenshotTest)
#include "ScreenshotTest.moc"
