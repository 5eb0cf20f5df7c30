// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/Memory.h"
#include "engine/api/Error.h"
#include "tests/support/TestMain.h"

#include <QDir>
#include <QTemporaryDir>

#include <limits>

using namespace hourglass;

namespace {

constexpr std::uint64_t kUnbounded = std::numeric_limits<std::uint64_t>::max();

void write(const QString& path, const QByteArray& text) {
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

} // namespace

class MemoryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSystemIsAsked_data() {
        QTest::addColumn<QByteArray>("meminfo");
        QTest::addColumn<QByteArray>("limit");
        QTest::addColumn<qulonglong>("free");
        const QByteArray meminfo = "MemTotal:  8000 kB\nMemFree:  100 kB\nMemAvailable:  4000 kB\nBuffers:  9 kB\n";
        QTest::newRow("machine") << meminfo << QByteArray() << 4000ull * 1024;
        QTest::newRow("container without a limit") << meminfo << QByteArray("max\n") << 4000ull * 1024;
        QTest::newRow("container with more than the machine") << meminfo << QByteArray("9000000\n") << 4000ull * 1024;
        QTest::newRow("container with less") << meminfo << QByteArray("3000000\n") << 3'000'000ull - 500'000;
        QTest::newRow("container that is full") << meminfo << QByteArray("400000\n") << 0ull;
        QTest::newRow("nothing is told") << QByteArray() << QByteArray() << qulonglong(kUnbounded);
    }
    void theSystemIsAsked() {
        QFETCH(QByteArray, meminfo);
        QFETCH(QByteArray, limit);
        QFETCH(qulonglong, free);
        const QTemporaryDir root;
        if (!meminfo.isEmpty())
            write(root.filePath("proc/meminfo"), meminfo);
        if (!limit.isEmpty()) {
            write(root.filePath("sys/fs/cgroup/memory.max"), limit);
            write(root.filePath("sys/fs/cgroup/memory.current"), "800000\n");
            write(root.filePath("sys/fs/cgroup/memory.stat"),
                  "anon 450000\nfile 350000\ninactive_file 200000\nactive_file 100000\n");
        }
        QCOMPARE(qulonglong(freeMemory(root.path().toStdString())), free);
    }

    void thisMachineHasSome() {
        QVERIFY(freeMemory() > 0);
        QVERIFY(freeMemory() < kUnbounded);
    }

    void tooMuchIsRefusedInWords() {
        requireMemory("Reading x", 1 << 20, "Do without.");
        try {
            requireMemory("Reading x", std::uint64_t(1) << 50, "Do without.");
            QFAIL("granted");
        } catch (const Error& error) {
            const QString text = error.what();
            QVERIFY2(text.startsWith("Reading x needs about 1048576 GiB of memory, and "), error.what());
            QVERIFY2(text.endsWith(" GiB are free. Do without."), error.what());
        }
    }
};

HOURGLASS_TEST(MemoryTest)
#include "MemoryTest.moc"
